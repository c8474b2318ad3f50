import { closest } from "../../closest.ts";
import { quoted } from "../../excerpt.ts";
import { errorListsOf } from "../error-lists.ts";
import { everyError, flowErrors, functionErrors, kitErrors } from "../error-names.ts";
import type { Rule } from "../rule.ts";

export const errorNameUnknown = {
  code: "error-name-unknown",
  severity: "warning",
  summary:
    "A `retry` or `catch` names an `FnF.` error that the service is not known to raise, or nearly a known name.",
  evidence:
    "S: names in samples; D: codes of Function Compute; any other name may be a class of the function",
  *check({ tasks }) {
    for (const at of tasks) {
      for (const { attribute, index, errors } of errorListsOf(at)) {
        // A name beside the one for every error adds nothing, however it is spelt: `error-redundant`.
        if (errors.includes(everyError)) continue;
        for (const [place, name] of errors.entries()) {
          const advice = adviceOn(name);
          if (advice === undefined) continue;
          yield {
            message: `Step ${quoted(at.step.name)} names the error ${quoted(name)}, which nothing is known to raise: ${advice}`,
            at,
            path: [attribute, index, "errors", place],
          };
        }
      }
    }
  },
} as const satisfies Rule;

// What stands for every error elsewhere, e.g. in Amazon States Language.
const wildcards = ["*", "all", "states.all"];
const known: readonly string[] = [...flowErrors, ...functionErrors, ...kitErrors];
const isKnown = new Set(known);

/** What to say of a name that is probably a mistake. */
function adviceOn(name: string): string | undefined {
  if (isKnown.has(name)) return undefined;
  if (wildcards.includes(name.toLowerCase())) return `did you mean ${everyError}?`;
  const family = familyOf(name);
  const near = closest(name, family, name.length < 12 ? 1 : 2);
  if (near !== undefined) return `did you mean ${near}?`;
  return name.startsWith("FnF.") ? `known are ${flowErrors.join(", ")}.` : undefined;
}

/** Names are compared only within a family: `fnf.ResourceThrottled` is what the flow service's own API answers. */
function familyOf(name: string): readonly string[] {
  const prefix = name.slice(0, name.indexOf(".") + 1).toLowerCase();
  if (prefix === "") return known;
  return known.filter((one) => one.toLowerCase().startsWith(prefix));
}
