import { quoted } from "../../excerpt.ts";
import { limits } from "../../shape/index.ts";
import type { Rule } from "../rule.ts";

export const branchesLimit = {
  code: "branches-limit",
  severity: "error",
  summary: "A parallel step with more than 100 branches.",
  evidence: "D: parallel steps, limit",
  *check({ ofType }) {
    for (const at of ofType("parallel")) {
      const { name, branches } = at.step;
      if (branches.length <= limits.branches) continue;
      yield {
        message: `Step ${quoted(name)} has ${branches.length} branches and the service takes at most ${limits.branches}: go over a list with a foreach step, or put several parallel steps in a row.`,
        at,
        path: ["branches", limits.branches],
      };
    }
  },
} as const satisfies Rule;
