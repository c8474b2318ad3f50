import { quoted } from "../../excerpt.ts";
import { type ErrorList, errorListsOf } from "../error-lists.ts";
import { everyError } from "../error-names.ts";
import type { PlacedTask } from "../flow-view.ts";
import type { Finding, Rule } from "../rule.ts";

export const errorShadowed = {
  code: "error-shadowed",
  severity: "warning",
  summary: "A rule of `retry` or `catch` for errors that an earlier rule takes.",
  evidence: "S: rules are tried in order, and the first that fits is taken",
  *check({ tasks }) {
    for (const at of tasks) {
      const lists = errorListsOf(at);
      for (const attribute of ["retry", "catch"] as const) {
        const ofOne = lists.filter((list) => list.attribute === attribute);
        if (ofOne.length > 1) yield* shadowedIn(at, ofOne);
      }
    }
  },
} as const satisfies Rule;

function* shadowedIn(at: PlacedTask, lists: readonly ErrorList[]): Iterable<Finding> {
  const taken = new Set<string>();
  for (const { attribute, index, errors } of lists) {
    if (taken.has(everyError)) {
      yield {
        message: `Step ${quoted(at.step.name)} has a ${attribute} rule after the one for ${everyError}, which takes every error: put it before that one.`,
        at,
        path: [attribute, index],
      };
      continue;
    }
    for (const [place, name] of errors.entries()) {
      if (!taken.has(name)) continue;
      yield {
        message: `Step ${quoted(at.step.name)} names the error ${quoted(name)} in an earlier ${attribute} rule, which takes it: take it out here, or there.`,
        at,
        path: [attribute, index, "errors", place],
      };
    }
    for (const name of errors) taken.add(name);
  }
}
