import type { Json } from "../../../contract/json.ts";
import { excerpt, quoted } from "../../excerpt.ts";
import { parseReference } from "../../reference/index.ts";
import { isTemplateTag } from "../../shape/index.ts";
import type { TemplateTag } from "../../tree/index.ts";
import type { PlacedTask } from "../flow-view.ts";
import type { Rule } from "../rule.ts";

export const callbackTokenMissing = {
  code: "callback-token-missing",
  severity: "warning",
  summary: "A task waits for a callback, and what it sends carries no task token.",
  evidence: "S: samples map $context.task.token into the input",
  *check({ tasks }) {
    for (const at of tasks) {
      const { step } = at;
      if (step.pattern !== "waitForCallback") continue;
      const keys = tokenKeys(at);
      const [key] = keys;
      const parameter = parameterToSend(at);
      if (key !== undefined && (parameter === undefined || isSent(at, keys))) continue;
      const advice =
        key === undefined
          ? "its input carries no task token, so nobody can report: add the input mapping { target: taskToken, source: $context.task.token }"
          : `it does not send the task token in its input, so nobody can report: let ${parameter} be $ or $.${excerpt(key)}`;
      yield {
        message: `Step ${quoted(step.name)} waits for a callback, but ${advice}.`,
        at,
        path: ["pattern"],
      };
    }
  },
} as const satisfies Rule;

/** The keys of a task's input that hold its token. */
function tokenKeys({ step }: PlacedTask): ReadonlySet<string> {
  const keys = new Set<string>();
  for (const { target, source } of step.inputMappings ?? []) {
    if (typeof source === "string" && /^\$context(?:\.task(?:\.token)?)?$/.test(source)) keys.add(target);
  }
  return keys;
}

/** The parameter that a service is sent the input by, where it does not get all of it. */
function parameterToSend({ step, target }: PlacedTask): string | undefined {
  switch (target.kind) {
    case "queue":
    case "topic":
      return "MessageBody";
    case "flow":
      return step.serviceParams?.Input === undefined ? undefined : "Input";
    case "action":
      return "one of its serviceParams";
    default:
      return undefined;
  }
}

function isSent({ step }: PlacedTask, keys: ReadonlySet<string>): boolean {
  return Object.values(step.serviceParams ?? {}).some((value) => holdsKey(value, keys));
}

function holdsKey(value: Json | TemplateTag | undefined, keys: ReadonlySet<string>): boolean {
  if (isTemplateTag(value)) return true;
  if (typeof value !== "string") return false;
  const { reference } = parseReference(value);
  const [first] = reference?.segments ?? [];
  return (
    reference?.root === "step" && (first === undefined || (first.kind === "key" && keys.has(first.name)))
  );
}
