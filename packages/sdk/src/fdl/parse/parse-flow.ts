import { isJsonObject, type Json, type JsonObject } from "../../contract/json.ts";
import { ConfigurationError } from "../../errors/configuration-error.ts";
import type { Diagnostic } from "../../errors/flow-definition-error.ts";
import type { FlowSource } from "../source.ts";
import { suppress, suppressionsOf } from "../suppress.ts";
import type { Flow } from "../tree/index.ts";
import { deepFreeze } from "./deep-freeze.ts";
import { firstDiagnostics } from "./first-diagnostics.ts";
import { plainData } from "./plain-data.ts";
import { positionAt } from "./position-at.ts";
import type { Problem } from "./problem.ts";
import { Problems } from "./problems.ts";
import { readYaml } from "./read-yaml.ts";
import { checkStructure } from "./structure.ts";
import { yamlSource } from "./yaml-source.ts";

/** What {@link parseFlow} takes beside the text. */
export interface ParseOptions {
  /** Kept in the source, for whoever prints diagnostics. */
  readonly filename?: string;
  /** The largest text to read, in bytes of UTF-8. Default 1,048,576: the service's limit for a whole request. */
  readonly maxBytes?: number;
  /**
   * What to do with tags that a deployment tool resolves before the service sees the flow, such as `!Ref shop/audit`.
   *
   * - `reject` (the default): they are errors
   * - `keep`: they become what `templateTag` makes. They can stand as `resourceArn`, in a mapping's `source` and among
   *   `serviceParams`, and anywhere inside those two.
   */
  readonly templateTags?: "keep" | "reject";
}

/** What {@link parseFlow} answers. */
export interface ParsedFlow {
  /** The flow, deeply frozen; absent when a diagnostic is an error. */
  readonly flow?: Flow;
  /**
   * What is wrong with the text and its shape, in the order of the text: the first hundred, errors before warnings, and
   * how many more there are. What the flow means is for `checkFlow`.
   */
  readonly diagnostics: readonly Diagnostic[];
  /** The text and its positions, for `checkFlow`. */
  readonly source: FlowSource;
}

// The service's limit for a whole request.
const mostBytes = 1024 * 1024;

/**
 * Reads a flow definition from YAML or JSON. Never throws, whatever the text. It may nest 448 mappings and sequences, which
 * is 111 choices inside each other.
 *
 * Unknown keys are warnings and no part of the flow. Anchors, aliases and merge keys are resolved. Comments suppress
 * warnings as they do for `checkFlow`: `# fnfkit-ignore unknown-key`.
 *
 * @throws ConfigurationError when `text` is no string, which only JavaScript can give
 * @example
 * const { flow, diagnostics, source } = parseFlow(text, { filename: "order.flow.yml" });
 * const all = flow === undefined ? diagnostics : [...diagnostics, ...checkFlow(flow, { source })];
 */
export function parseFlow(text: string, options: ParseOptions = {}): ParsedFlow {
  if (typeof text !== "string") {
    throw new ConfigurationError(
      'Failed to read a flow: parseFlow takes its text as a string. Decode bytes first, e.g. bytes.toString("utf8"); a flow as plain data needs no reading.',
    );
  }
  const { filename, maxBytes = mostBytes, templateTags = "reject" } = options;
  const named = { text, ...(filename !== undefined && { filename }) };
  const bytes = Buffer.byteLength(text);
  if (bytes > maxBytes) {
    const limit =
      maxBytes === mostBytes ? `the service takes at most ${maxBytes}` : `at most ${maxBytes} are allowed`;
    const message = `The definition has ${bytes} bytes and ${limit}: move steps into flows of their own.`;
    return {
      diagnostics: [{ code: "flow-too-large", severity: "error", message, path: [] }],
      source: { ...named, comments: [], positionOf: () => undefined },
    };
  }

  const { document, lines, comments, diagnostics: ofYaml } = readYaml(text, templateTags === "keep");
  if (document === undefined || ofYaml.some(isError)) {
    const source = yamlSource({ ...named, comments, document, lines, aliases: new Map() });
    return { diagnostics: ofYaml, source };
  }

  const problems = new Problems();
  const { data, aliases } = plainData(document, problems);
  if (problems.errors === 0) checkShape(data, problems);

  const source = yamlSource({ ...named, comments, document, lines, aliases });
  const placed = withoutDoubts(problems.kept).map(({ part, offset, ...problem }) => ({
    ...problem,
    ...(offset === undefined ? source.positionOf(problem.path, part) : positionAt(lines, offset)),
  }));
  const found = [...ofYaml, ...placed];
  const warnings = suppress(
    found.filter((one) => !isError(one)),
    suppressionsOf(source),
  ).kept;
  const unkept = problems.errors + problems.warnings - problems.kept.length;
  const diagnostics = firstDiagnostics([...found.filter(isError), ...warnings], unkept);
  return problems.errors > 0
    ? { diagnostics, source }
    : { flow: deepFreeze(data as unknown as Flow), diagnostics, source };
}

function checkShape(data: Json, problems: Problems): void {
  const sign = isJsonObject(data) ? signOfCloudFlow(data) : undefined;
  if (sign === undefined) checkStructure(data, problems);
  else {
    problems.error(
      "cloudflow-definition",
      [],
      () =>
        `This is a CloudFlow state machine (it has ${sign}). fnfkit reads the language of flows: version, type: flow, steps.`,
    );
  }
}

function signOfCloudFlow({ Type, States, type }: JsonObject): string | undefined {
  if (Type === "StateMachine") return "Type: StateMachine";
  return States !== undefined && type === undefined ? "States and no type" : undefined;
}

/** All but the doubts how a value is read that is wrong in any reading. */
function withoutDoubts(problems: readonly Problem[]): readonly Problem[] {
  const wrong = new Set(problems.filter(({ code }) => code === "wrong-type").map(placeText));
  if (wrong.size === 0) return problems;
  return problems.filter(
    (problem) =>
      !(problem.code === "yaml-1.1-scalar" || problem.code === "number-inexact") ||
      !wrong.has(placeText(problem)),
  );
}

function placeText({ path }: Problem): string {
  return JSON.stringify(path);
}

function isError({ severity }: Diagnostic): boolean {
  return severity === "error";
}
