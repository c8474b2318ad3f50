import type { Diagnostic } from "../../errors/flow-definition-error.ts";
import { didYouMean } from "../closest.ts";
import { quoted } from "../excerpt.ts";
import { parseWarningCodes } from "../parse/parse-codes.ts";
import type { FlowSource } from "../source.ts";
import { type Suppression, suppress, suppressionsOf } from "../suppress.ts";
import { rules } from "./rules/index.ts";

/** What can be wrong with a comment that suppresses. Only settings turn these off: a comment cannot. */
export const commentRules = [
  {
    code: "suppression-unknown",
    severity: "warning",
    summary:
      "A `# fnfkit-ignore` comment names a code that there is not, or none; or one that is misspelt, e.g. `# fnfkit-ignore-next-line`.",
    evidence: "fnfkit's own comments",
  },
  {
    code: "suppression-unused",
    severity: "info",
    summary: "A `# fnfkit-ignore` comment names a code that is not found where the comment is for.",
    evidence: "fnfkit's own comments",
  },
] as const;

/** A comment's mistake, without its severity. */
export type CommentFinding = Omit<Diagnostic, "severity" | "code"> & {
  readonly code: (typeof commentRules)[number]["code"];
};

/** Takes out what the comments of a text suppress, and says what is wrong with those comments. */
export function obeyComments(
  diagnostics: readonly Diagnostic[],
  source: FlowSource,
  isOff: (code: string) => boolean,
): { readonly kept: readonly Diagnostic[]; readonly findings: readonly CommentFinding[] } {
  const suppressions = suppressionsOf(source);
  const { kept, used } = suppress(diagnostics, suppressions);
  const findings = suppressions.flatMap((suppression): readonly CommentFinding[] => {
    const { code } = suppression;
    if (!known.has(code)) return [unknown(suppression)];
    // `parseFlow` has judged its own; a rule that is off finds nothing that could be suppressed.
    return used.has(suppression) || parseWarningCodes.includes(code) || isOff(code)
      ? []
      : [unused(suppression)];
  });
  return { kept, findings };
}

const codes: readonly string[] = [...rules.map(({ code }) => code), ...parseWarningCodes];
const known: ReadonlySet<string> = new Set(codes);

function unknown({ code, misspelt, line, column }: Suppression): CommentFinding {
  const message =
    misspelt !== undefined
      ? `The comment suppresses nothing, since ${quoted(misspelt)} is no directive: write # fnfkit-ignore step-name for this line or the next, or # fnfkit-ignore-file step-name for the whole text.`
      : code === ""
        ? "The comment suppresses nothing, since it names no code: write e.g. # fnfkit-ignore step-name."
        : `The comment names ${quoted(code)}, and there is no such code${didYouMean(code, codes, ". docs/rules.md lists all rules.")}`;
  return { code: "suppression-unknown", message, path: [], line, column };
}

function unused({ code, target, line, column }: Suppression): CommentFinding {
  const where = target === undefined ? "in this text" : `on line ${target}`;
  const message = `The comment suppresses ${quoted(code)}, which is not found ${where}: take it out.`;
  return { code: "suppression-unused", message, path: [], line, column };
}
