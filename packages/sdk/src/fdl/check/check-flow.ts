import type { Diagnostic } from "../../errors/flow-definition-error.ts";
import type { FlowSource } from "../source.ts";
import type { Flow } from "../tree/index.ts";
import { obeyComments } from "./comment-rules.ts";
import { definitionOrder } from "./definition-order.ts";
import { pathOf, viewOf } from "./flow-view.ts";
import type { Finding, Rule } from "./rule.ts";
import type { RuleCode } from "./rule-code.ts";
import { type RuleSettings, severitiesOf } from "./rule-settings.ts";
import { rules } from "./rules/index.ts";

/** What {@link checkFlow} takes beside the flow. */
export interface CheckOptions {
  /**
   * What `parseFlow` gave with the flow. With it diagnostics have a line and a column, and comments of the text
   * suppress what they name: `# fnfkit-ignore step-name, wait-too-long` on a line of its own is for the next line that
   * is neither blank nor a comment, and at the end of a line for that line; `# fnfkit-ignore-file step-name` is for the
   * whole text. A reason may follow after `--`.
   */
  readonly source?: FlowSource;
  /** @example { "callback-timeout-missing": "error", "step-name": "off" } */
  readonly rules?: RuleSettings;
}

/**
 * Says what the service would refuse in a flow (`error`), what is probably a mistake (`warning`) and what is worth
 * knowing (`info`), in the order of the definition; then what is wrong with comments that suppress.
 *
 * `docs/rules.md` lists the rules.
 *
 * @throws ConfigurationError when `rules` names a rule or a severity that there is not
 *
 * @example
 * checkFlow({ version: "v1", type: "flow", steps: [{ type: "wait", name: "pause", duration: 172_801 }] });
 * // [{ code: "wait-too-long", severity: "error", message: "…", path: ["steps", 0, "duration"] }]
 */
export function checkFlow(flow: Flow, options: CheckOptions = {}): readonly Diagnostic[] {
  const { source } = options;
  const severities = severitiesOf(options.rules ?? {});
  const severityOf = (code: string) => severities[code as RuleCode];
  const isOff = (code: string) => severityOf(code) === "off";

  const view = viewOf(flow, source);
  const found: (Finding & Pick<Diagnostic, "code" | "severity">)[] = [];
  for (const { code, check } of rules as readonly Rule[]) {
    const severity = severityOf(code);
    if (severity === "off") continue;
    for (const finding of check(view)) found.push({ ...finding, code, severity });
  }

  if (found.length > 1) found.sort(definitionOrder(view));
  const diagnostics = found.map(({ code, severity, message, at, path: inner }): Diagnostic => {
    const path = at === undefined ? inner : [...pathOf(at), ...inner];
    return { code, severity, message, path, ...source?.positionOf(path) };
  });
  if (source === undefined) return diagnostics;

  const { kept, findings } = obeyComments(diagnostics, source, isOff);
  const ofComments = findings.flatMap((finding) => {
    const severity = severityOf(finding.code);
    return severity === "off" ? [] : [{ ...finding, severity }];
  });
  return [...kept, ...ofComments];
}
