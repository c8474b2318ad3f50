import { functions, type order } from "../equal-flow.ts";

// The package wants Node 22 for this one function.
if (!("withResolvers" in Promise)) Object.assign(Promise, { withResolvers });

function withResolvers() {
  let resolve: (value: unknown) => void = () => {};
  let reject: (reason: unknown) => void = () => {};
  const promise = new Promise((onDone, onError) => {
    resolve = onDone;
    reject = onError;
  });
  return { promise, resolve, reject };
}

const { StateMachine } = await import("aws-local-stepfunctions");

type Definition = ConstructorParameters<typeof StateMachine>[0];

const arnOf = (name: string) => `arn:aws:lambda:us-east-1:123456789012:function:${name}`;
const branchOf = (name: string) => ({
  StartAt: name,
  States: { [name]: { Type: "Task" as const, Resource: arnOf(name), End: true as const } },
});

/** `equalFlow` in Amazon's States Language. */
const definition: Definition = {
  StartAt: "reserve",
  States: {
    reserve: { Type: "Task", Resource: arnOf("reserve"), ResultPath: "$.reserved", Next: "decide" },
    decide: {
      Type: "Choice",
      Choices: [{ Variable: "$.reserved.approved", BooleanEquals: true, Next: "prepare" }],
      Default: "refused",
    },
    prepare: {
      Type: "Parallel",
      Branches: [branchOf("pick"), branchOf("label"), branchOf("notify")],
      ResultPath: "$.prepared",
      Next: "cool off",
    },
    "cool off": { Type: "Wait", Seconds: 3_600, Next: "done" },
    done: { Type: "Succeed" },
    refused: { Type: "Fail", Error: "Refused" },
  },
};

// Made once: it validates the definition, which takes tens of milliseconds.
const machine = new StateMachine(definition);
const overrides = { taskResourceLocalHandlers: functions, waitTimeOverrides: { "cool off": 0 } };

/** Runs one execution. */
export function runStateMachine(input: typeof order): Promise<unknown> {
  return machine.run(input, { overrides }).result;
}
