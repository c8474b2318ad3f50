import {
  type Document,
  isAlias,
  isCollection,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type YAMLMap,
  type YAMLSeq,
} from "yaml";
import type { Json } from "../../contract/json.ts";
import type { Problem } from "./problem.ts";
import { deepestNesting } from "./read-yaml.ts";

// A text of the largest size without aliases holds fewer; more can only come from aliases of aliases.
const mostValues = 1_000_000;

/** A document as plain data. */
export interface PlainData {
  readonly data: Json;
  /** What each alias stands for. */
  readonly aliases: ReadonlyMap<Node, Node>;
  readonly problems: readonly Problem[];
}

/** Turns a document into plain data of its own: aliases copied, keys as strings, ordinary prototypes. */
export function plainData(document: Document): PlainData {
  const anchors = new Map<string, Node>();
  const aliases = new Map<Node, Node>();
  const open = new Set<Node>();
  const path: (string | number)[] = [];
  const problems: Problem[] = [];
  let values = 0;
  const problem = (code: string, message: string, part?: "key") => {
    problems.push({ code, severity: "error", message, path: [...path], ...(part && { part }) });
    return null;
  };

  const read = (node: unknown): Json => {
    if (++values > mostValues) {
      return values === mostValues + 1
        ? problem("yaml-too-many-values", `Its aliases expand to more than ${mostValues} values.`)
        : null;
    }
    if (path.length > deepestNesting) {
      return problem("yaml-too-deep", `Its aliases nest more than ${deepestNesting} levels deep.`);
    }
    if (node === null) return null;
    if (isAlias(node)) {
      const target = aliases.get(node) ?? anchors.get(node.source);
      if (target === undefined)
        return problem("yaml-alias", `No anchor "&${node.source}" comes before this alias.`);
      if (open.has(target))
        return problem("yaml-alias", `The alias "*${node.source}" stands inside its own anchor.`);
      aliases.set(node, target);
      return read(target);
    }
    if (isScalar(node)) {
      if (node.anchor !== undefined) anchors.set(node.anchor, node);
      return isPlainScalar(node.value)
        ? node.value
        : problem("yaml-not-json", "JSON cannot carry this value.");
    }
    if (!isCollection(node)) return problem("yaml-not-json", "JSON cannot carry this value.");
    if (node.anchor !== undefined) anchors.set(node.anchor, node);
    open.add(node);
    const data = isMap(node) ? readMap(node) : isSeq(node) ? readSeq(node) : null;
    open.delete(node);
    return data;
  };

  const readSeq = (node: YAMLSeq): Json =>
    node.items.map((item, index) => {
      path.push(index);
      const value = read(item);
      path.pop();
      return value;
    });

  const readMap = (node: YAMLMap): Json => {
    const data: { [key: string]: Json } = {};
    for (const { key, value } of node.items) {
      const name = keyOf(key);
      if (name === undefined) {
        problem("yaml-not-json", "JSON has only strings as keys: write a plain key here.");
        continue;
      }
      path.push(name);
      if (Object.hasOwn(data, name))
        problem("yaml-duplicate-key", `The key "${name}" stands here for the second time.`, "key");
      // Assigning to `__proto__` would set the prototype.
      Object.defineProperty(data, name, {
        value: read(value),
        enumerable: true,
        configurable: true,
        writable: true,
      });
      path.pop();
    }
    return data;
  };

  return { data: read(document.contents), aliases, problems };
}

/** The key of a pair as JSON has it. */
export function keyOf(key: unknown): string | undefined {
  if (key === null) return "";
  return isScalar(key) && isPlainScalar(key.value) ? String(key.value ?? "") : undefined;
}

function isPlainScalar(value: unknown): value is string | number | boolean | null {
  return value === null || typeof value === "string" || typeof value === "boolean" || Number.isFinite(value);
}
