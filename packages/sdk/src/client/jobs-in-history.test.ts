import { expect, test } from "vitest";
import type { JsonObject } from "../contract/index.ts";
import { parseFlow } from "../fdl/index.ts";
import type { HistoryEvent } from "./events/history-event.ts";
import { jobsInHistory } from "./jobs-in-history.ts";

type Line = readonly [type: string, step?: string, detail?: JsonObject, scheduleId?: number];

function history(...lines: readonly Line[]): readonly HistoryEvent[] {
  return lines.map(([type, step, detail = {}, scheduleId], index) => ({
    id: index + 1,
    scheduleId: scheduleId ?? index,
    type,
    step,
    time: new Date(0),
    detail,
  }));
}

function jobStep(name: string, id: string, params = "InvocationType: Async"): string {
  return `{ type: task, name: ${name}, pattern: sync, resourceArn: "acs:fc:::services/shop.prod/functions/pick", serviceParams: { ${params}, StatefulAsyncInvocationID: ${id} } }`;
}

function flow(...steps: readonly string[]) {
  const { flow } = parseFlow(`{ version: v1, type: flow, steps: [${steps.join(", ")}] }`);
  if (flow === undefined) expect.unreachable();
  return flow;
}

const picked = flow(jobStep("pick", "$.id"));
const pick = { service: "shop", name: "pick", qualifier: "prod" };

test("the id is what the step's recorded input has at the reference", () => {
  const events = history(
    ["StepEntered", "pick"],
    ["StepStarted", "pick", { input: { id: "order-42" } }],
    ["TaskScheduled", "pick"],
    ["TaskSubmitted", "pick"],
    ["ExecutionStopped"],
  );

  expect(jobsInHistory(picked, events)).toEqual([
    { step: "pick", function: pick, id: "order-42", wasAwaited: true },
  ]);
});

test("every iteration has a job of its own, awaited or not", () => {
  const each = flow(
    `{ type: foreach, name: each, iterationMapping: { collection: $.ids, item: id }, steps: [${jobStep("pick", "$.id")}] }`,
  );
  const events = history(
    ["IterationEntered", "each", { index: 0 }],
    ["IterationEntered", "each", { index: 1 }],
    ["StepStarted", "pick", { input: { id: "a" } }, 1],
    ["StepStarted", "pick", { input: { id: "b" } }, 2],
    ["TaskScheduled", "pick", { input: { id: "a" } }, 3],
    ["TaskScheduled", "pick", { input: { id: "b" } }, 4],
    ["TaskSubmitted", "pick", {}, 5],
    ["TaskSubmitted", "pick", {}, 6],
    ["TaskSucceeded", "pick", {}, 7],
    ["ExecutionStopped"],
  );

  expect(jobsInHistory(each, events)).toMatchObject([
    { id: "a", wasAwaited: false },
    { id: "b", wasAwaited: true },
  ]);
});

test.each<[string, Line[]]>([
  [
    "whose invocation was refused",
    [
      ["TaskScheduled", "pick", { input: { id: "a" } }],
      ["TaskFailed", "pick"],
    ],
  ],
  [
    "whose input was not recorded",
    [
      ["TaskScheduled", "pick"],
      ["TaskSubmitted", "pick"],
    ],
  ],
  [
    "whose id is no text",
    [
      ["TaskScheduled", "pick", { input: { id: 42 } }],
      ["TaskSubmitted", "pick"],
    ],
  ],
  [
    "whose input lacks the id",
    [
      ["TaskScheduled", "pick", { input: {} }],
      ["TaskSubmitted", "pick"],
    ],
  ],
])("a job %s is left out", (_, lines) => {
  expect(jobsInHistory(picked, history(...lines))).toEqual([]);
});

test.each([
  ["is invoked synchronously", flow(jobStep("pick", "a", "InvocationType: Sync"))],
  [
    "shares its name with another",
    flow(
      `{ type: parallel, name: both, branches: [{ steps: [${jobStep("pick", "a")}] }, { steps: [${jobStep("pick", "b")}] }] }`,
    ),
  ],
])("a step that %s tells of no job", (_, definition) => {
  const events = history(["TaskScheduled", "pick", { input: {} }], ["TaskSubmitted", "pick"]);

  expect(jobsInHistory(definition, events)).toEqual([]);
});
