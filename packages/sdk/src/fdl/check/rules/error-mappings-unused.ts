import { quoted } from "../../excerpt.ts";
import type { Rule } from "../rule.ts";

export const errorMappingsUnused = {
  code: "error-mappings-unused",
  severity: "warning",
  summary: "`errorMappings` of a step that catches nothing.",
  evidence: "D: task steps, errorMappings take effect only with a catch",
  *check({ tasks }) {
    for (const at of tasks) {
      const { name, errorMappings, catch: rules = [] } = at.step;
      if (errorMappings === undefined || rules.length > 0) continue;
      yield {
        message: `Step ${quoted(name)} has errorMappings but no catch, and without one they take no effect: add a catch, or take them out.`,
        at,
        path: ["errorMappings"],
      };
    }
  },
} as const satisfies Rule;
