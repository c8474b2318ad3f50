/** One thing that `parseFlow` finds. */
interface ParseFinding {
  readonly code: string;
  readonly severity: "error" | "warning" | "error or warning";
  /** One line for `docs/rules.md`. */
  readonly summary: string;
}

/** Everything that `parseFlow` finds, by its code. */
export const parseFindings = [
  {
    code: "cloudflow-definition",
    severity: "error",
    summary: "The text is a CloudFlow state machine, which is another language.",
  },
  {
    code: "flow-too-large",
    severity: "error",
    summary: "The text is larger than a request to the service may be, or than `maxBytes`.",
  },
  { code: "missing-attribute", severity: "error", summary: "A required key is not there." },
  {
    code: "more-diagnostics",
    severity: "error or warning",
    summary: "There is more than the hundred findings that are told.",
  },
  {
    code: "number-inexact",
    severity: "warning",
    summary: "A number has more digits than a JSON number keeps.",
  },
  {
    code: "unknown-key",
    severity: "warning",
    summary: "A key that no document knows there; it is left out.",
  },
  { code: "unknown-step-type", severity: "error", summary: "A step of a type that no document knows." },
  { code: "wrong-type", severity: "error", summary: "A value of another type than its key takes." },
  { code: "wrong-value", severity: "error", summary: "A value that is none of the few its key takes." },
  {
    code: "yaml-1.1-scalar",
    severity: "warning",
    summary: "An unquoted value that YAML 1.1 and YAML 1.2 read as two things.",
  },
  {
    code: "yaml-alias",
    severity: "error",
    summary: "An alias of no anchor before it, or inside its own anchor.",
  },
  {
    code: "yaml-characters",
    severity: "error or warning",
    summary: "Characters that YAML refuses, or that come from another encoding.",
  },
  { code: "yaml-duplicate-key", severity: "error", summary: "A key that stands in its mapping twice." },
  { code: "yaml-merge-key", severity: "warning", summary: "A merge key `<<`, which only YAML 1.1 has." },
  { code: "yaml-not-json", severity: "error", summary: "A value or a key that JSON cannot carry." },
  {
    code: "yaml-syntax",
    severity: "error or warning",
    summary: "The text is no YAML, unusual YAML, or more than one document.",
  },
  {
    code: "yaml-tag",
    severity: "error",
    summary: "A tag that the service does not know, or, when tags are kept, one where none can stand.",
  },
  {
    code: "yaml-too-deep",
    severity: "error",
    summary: "Mappings and sequences nest deeper than is read.",
  },
  { code: "yaml-too-many-values", severity: "error", summary: "The aliases expand to very many values." },
] as const satisfies readonly ParseFinding[];

export type ParseCode = (typeof parseFindings)[number]["code"];

/** The codes of the warnings that `parseFlow` can give; comments of the text can suppress them. */
export const parseWarningCodes: readonly string[] = parseFindings
  .filter(({ code, severity }) => severity !== "error" && code !== "more-diagnostics")
  .map(({ code }) => code);
