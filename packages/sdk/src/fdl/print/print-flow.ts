import { stringify } from "yaml";
import type { Flow } from "../tree/index.ts";
import { flowKeys, innerKeys } from "./key-order.ts";

/**
 * Writes a flow as canonical YAML: the same flow gives the same text, keys stand in the order people write them in, and
 * a string that YAML 1.1 or 1.2 would read as something else is quoted. `parseFlow` reads the same flow back.
 *
 * @example
 * printFlow({ version: "v1", type: "flow", steps: [{ type: "wait", name: "pause", duration: 60 }] });
 * // version: v1
 * // type: flow
 * // steps:
 * //   - type: wait
 * //     name: pause
 * //     duration: 60
 */
export function printFlow(flow: Flow): string {
  return stringify(inOrder(flow, flowKeys), {
    aliasDuplicateObjects: false,
    compat: "yaml-1.1",
    lineWidth: 0,
  });
}

function inOrder(node: object, keys: readonly string[]): object {
  const values = node as { readonly [key: string]: unknown };
  return Object.fromEntries(
    keys.filter((key) => values[key] !== undefined).map((key) => [key, innerInOrder(key, values[key])]),
  );
}

function innerInOrder(key: string, value: unknown): unknown {
  const keys = innerKeys[key];
  if (keys === undefined) return value;
  return Array.isArray(value)
    ? value.map((item: object) => inOrder(item, keys))
    : inOrder(value as object, keys);
}
