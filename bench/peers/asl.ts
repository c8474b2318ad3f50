import { createRequire } from "node:module";

interface Verdict {
  readonly isValid: boolean;
  readonly errorsText: () => string;
}

// The package brings no types.
const verdictOn: (definition: object) => Verdict = createRequire(import.meta.url)("asl-validator");

/** `bench/long-flow.ts` in Amazon's States Language: a state for each step. */
export function stateMachine(steps: number): object {
  const nameOf = (i: number) => (i < steps - 1 ? `step${i}` : "done");
  const tasks = Array.from({ length: steps - 1 }, (_, i) => [
    nameOf(i),
    {
      Type: "Task",
      Resource: "arn:aws:lambda:us-east-1:123456789012:function:reserve",
      TimeoutSeconds: 60,
      ResultPath: `$.step${i}`,
      Retry: [
        {
          ErrorEquals: ["Lambda.TooManyRequestsException"],
          IntervalSeconds: 1,
          MaxAttempts: 3,
          BackoffRate: 2,
        },
      ],
      Catch: [{ ErrorEquals: ["States.ALL"], Next: "done" }],
      Next: nameOf(i + 1),
    },
  ]);
  return { StartAt: nameOf(0), States: Object.fromEntries([...tasks, ["done", { Type: "Succeed" }]]) };
}

/** Schema and transitions, by `asl-validator`. It compiles its schema on every call: part of what it costs. */
export function validateStateMachine(definition: object): void {
  const verdict = verdictOn(definition);
  if (!verdict.isValid) throw new Error(verdict.errorsText());
}
