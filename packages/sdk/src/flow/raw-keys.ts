import { isTemplateTag } from "../fdl/shape/index.ts";
import type {
  Branch,
  Catch,
  Choice,
  IterationMapping,
  Mapping,
  Retry,
  Step,
  StepType,
  Way,
} from "../fdl/tree/index.ts";
import { refuse } from "./refusal.ts";

/** All keys of `T`, so that the compiler notices one that is forgotten. */
type KeysOf<T> = { readonly [Key in keyof T]-?: true };

const base = { type: true, name: true, inputMappings: true, outputMappings: true } as const;
const endable = { ...base, end: true } as const;

const stepKeys: { readonly [Type in StepType]: KeysOf<Extract<Step, { readonly type: Type }>> } = {
  task: {
    ...endable,
    resourceArn: true,
    action: true,
    pattern: true,
    timeoutSeconds: true,
    serviceParams: true,
    errorMappings: true,
    retry: true,
    catch: true,
  },
  choice: { ...endable, choices: true, default: true },
  parallel: { ...endable, branches: true },
  foreach: { ...endable, iterationMapping: true, steps: true },
  wait: { ...endable, duration: true, timestamp: true },
  pass: endable,
  succeed: base,
  fail: { ...base, error: true, cause: true },
};

const mappingKeys: KeysOf<Mapping> = { target: true, source: true };
const wayKeys: KeysOf<Way> = { steps: true, goto: true };
const choiceKeys: KeysOf<Choice> = { condition: true, ...wayKeys };
const branchKeys: KeysOf<Branch> = { steps: true };
const iterationKeys: KeysOf<IterationMapping> = { collection: true, item: true, index: true };
const catchKeys: KeysOf<Catch> = { errors: true, goto: true };
const retryKeys: KeysOf<Retry> = {
  errors: true,
  intervalSeconds: true,
  maxIntervalSeconds: true,
  maxAttempts: true,
  multiplier: true,
};

const partKeys = new Map<string, object>([
  ["inputMappings", mappingKeys],
  ["outputMappings", mappingKeys],
  ["errorMappings", mappingKeys],
  ["choices", choiceKeys],
  ["default", wayKeys],
  ["branches", branchKeys],
  ["iterationMapping", iterationKeys],
  ["retry", retryKeys],
  ["catch", catchKeys],
]);

/** Refuses what no step of its type has: it would be lost where the flow is written. The steps inside are not looked at. */
export function requireStepKeys(step: Step): void {
  if (!Object.hasOwn(stepKeys, step.type)) {
    refuse(
      "raw-type",
      `Step "${step.name}" has the type "${step.type}", which is none of ${Object.keys(stepKeys).join(", ")}.`,
    );
  }
  requireKeys(step, stepKeys[step.type], `Step "${step.name}"`);
  for (const [part, known] of partKeys) {
    const value: unknown = step[part as keyof Step];
    for (const one of Array.isArray(value) ? value : [value]) {
      if (typeof one !== "object" || one === null || isTemplateTag(one)) continue;
      requireKeys(one, known, `${part} of step "${step.name}"`);
    }
  }
}

function requireKeys(value: object, known: object, what: string): void {
  for (const key of Object.keys(value)) {
    if (Object.hasOwn(known, key)) continue;
    refuse(
      "raw-key",
      `${what} has the key "${key}", but only ${Object.keys(known).join(", ")} are known there.`,
    );
  }
}
