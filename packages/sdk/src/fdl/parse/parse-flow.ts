import { isJsonObject, type Json } from "../../contract/json.ts";
import type { Diagnostic } from "../../errors/flow-definition-error.ts";
import type { FlowSource } from "../source.ts";
import type { Flow } from "../tree/index.ts";
import { deepFreeze } from "./deep-freeze.ts";
import { plainData } from "./plain-data.ts";
import type { Problem } from "./problem.ts";
import { readYaml } from "./read-yaml.ts";
import { structureProblems } from "./structure.ts";
import { yamlSource } from "./yaml-source.ts";

/** What {@link parseFlow} takes beside the text. */
export interface ParseOptions {
  /** Kept in the source, for whoever prints diagnostics. */
  readonly filename?: string;
}

/** What {@link parseFlow} answers. */
export interface ParsedFlow {
  /** The flow, deeply frozen; absent when a diagnostic is an error. */
  readonly flow?: Flow;
  /** What is wrong with the text and its shape, in the order of the text. What the flow means is for `checkFlow`. */
  readonly diagnostics: readonly Diagnostic[];
  /** The text and its positions, for `checkFlow`. */
  readonly source: FlowSource;
}

// The service's limit for a whole request.
const mostBytes = 1024 * 1024;

/**
 * Reads a flow definition from YAML or JSON. Never throws, whatever the text.
 *
 * Unknown keys are warnings and no part of the flow. Anchors and aliases are resolved.
 *
 * @example
 * const { flow, diagnostics, source } = parseFlow(text, { filename: "order.flow.yml" });
 * const all = flow === undefined ? diagnostics : [...diagnostics, ...checkFlow(flow, { source })];
 */
export function parseFlow(text: string, options: ParseOptions = {}): ParsedFlow {
  const bytes = Buffer.byteLength(text);
  if (bytes > mostBytes) {
    const message = `The definition has ${bytes} bytes and the service takes at most ${mostBytes}: move steps into flows of their own.`;
    return {
      diagnostics: [{ code: "flow-too-large", severity: "error", message, path: [] }],
      source: { text, ...options, comments: [], positionOf: () => undefined },
    };
  }

  const { document, lines, comments, diagnostics: yamlDiagnostics } = readYaml(text);
  if (document === undefined || yamlDiagnostics.some(isError)) {
    const source = yamlSource({ text, ...options, comments, document, lines, aliases: new Map() });
    return { diagnostics: yamlDiagnostics, source };
  }

  const { data, aliases, problems } = plainData(document);
  const source = yamlSource({ text, ...options, comments, document, lines, aliases });
  const found = problems.length > 0 ? problems : flowProblems(data);
  const placed = found.map(({ part, ...problem }) => ({
    ...problem,
    ...source.positionOf(problem.path, part),
  }));
  const diagnostics = [...yamlDiagnostics, ...placed].sort(byPosition);
  return diagnostics.some(isError)
    ? { diagnostics, source }
    : { flow: deepFreeze(data as unknown as Flow), diagnostics, source };
}

function flowProblems(data: Json): readonly Problem[] {
  if (!isJsonObject(data) || (data.Type !== "StateMachine" && data.States === undefined)) {
    return structureProblems(data);
  }
  const message =
    "This is a CloudFlow state machine (Type: StateMachine). fnfkit reads the language of flows: version, type: flow, steps.";
  return [{ code: "cloudflow-definition", severity: "error", message, path: [] }];
}

function isError({ severity }: Diagnostic): boolean {
  return severity === "error";
}

function byPosition(a: Diagnostic, b: Diagnostic): number {
  return (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0);
}
