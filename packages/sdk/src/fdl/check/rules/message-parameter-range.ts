import type { Json } from "../../../contract/json.ts";
import { excerpt, quoted } from "../../excerpt.ts";
import { isStepReferenceText } from "../../reference/index.ts";
import { isTemplateTag, limits } from "../../shape/index.ts";
import type { TemplateTag } from "../../tree/index.ts";
import type { Rule } from "../rule.ts";

const ranges = {
  DelaySeconds: { least: 0, most: limits.delaySeconds, what: "seconds" },
  Priority: { least: 1, most: limits.lowestPriority, what: "1 being the highest" },
} as const;

export const messageParameterRange = {
  code: "message-parameter-range",
  severity: "warning",
  summary: "A message's `DelaySeconds` or `Priority` out of range.",
  evidence: "I: documented for queues, not for flows that send to them",
  *check({ tasks }) {
    for (const at of tasks) {
      const { step, target } = at;
      if (target.kind !== "queue") continue;
      for (const name of Object.keys(ranges) as (keyof typeof ranges)[]) {
        const value = step.serviceParams?.[name];
        const { least, most, what } = ranges[name];
        if (value === undefined || isGivenLater(value) || fits(value, least, most)) continue;
        yield {
          message: `Step ${quoted(step.name)} sends a message with ${name} ${excerpt(JSON.stringify(value))}: write a whole number from ${least} to ${most} (${what}).`,
          at,
          path: ["serviceParams", name],
        };
      }
    }
  },
} as const satisfies Rule;

function isGivenLater(value: Json | TemplateTag): boolean {
  return isTemplateTag(value) || (typeof value === "string" && isStepReferenceText(value));
}

function fits(value: Json | TemplateTag, least: number, most: number): boolean {
  const isNumber = typeof value === "number" || (typeof value === "string" && /^-?\d+$/.test(value));
  return isNumber && Number.isInteger(Number(value)) && Number(value) >= least && Number(value) <= most;
}
