import { FlowClient } from "@fnfkit/sdk";
import { afterAll, beforeAll, expect, test } from "vitest";
import { setupClouds } from "../../testing/src/index.ts";
import { handleTask } from "../src/index.ts";
import { audit, startAudits } from "./support/audit.ts";
import { type Fate, mortal } from "./support/mortal.ts";

const clouds = setupClouds({ limits: "off", wire: "direct" });
beforeAll(() => clouds.listen());
afterAll(() => clouds.close());

/** The same numbers, from 0 to 1, for the same words. */
function chanceOf(words: string): number {
  let hash = 2_166_136_261;
  for (const letter of words) hash = Math.imul(hash ^ letter.charCodeAt(0), 16_777_619);
  hash = Math.imul(hash ^ (hash >>> 15), 2_246_822_507);
  return ((hash ^ (hash >>> 13)) >>> 0) / 2 ** 32;
}

const fateOf = (orderId: string, attempt: number): Fate => {
  const chance = chanceOf(`${orderId} try ${attempt}`);
  if (chance < 0.07) return "dies at once";
  if (chance < 0.14) return "dies at work";
  return chance < 0.2 ? "dies reporting" : "lives";
};

// Of all reports 40 %, in equal parts.
const faults = [
  ["throttle", 0.1],
  ["reset", 0.1 / 0.9],
  ["error500", 0.1 / 0.8],
  ["lostReply", 0.1 / 0.7],
] as const;

const tries = 2;
// The environment may ask for more.
const executionCount = Math.ceil(Number(process.env.CHAOS_STEPS ?? 2_000) / 100);
const orders = Array.from({ length: executionCount }, (_, execution) =>
  Array.from({ length: 100 }, (_, order) => `${execution}-${order}`),
).flat();

test("many invocations, their reports and instances failing at random: none is silently gone", async () => {
  for (const [fault, probability] of faults) {
    clouds.faults.add({
      ...{ action: "*", fault, probability },
      when: ({ action }) => action.startsWith("ReportTask"),
    });
  }
  const kept = new Set<string>();
  let worked = 0;
  const handlerOf: Parameters<typeof mortal>[1] = (life) =>
    handleTask(
      audit,
      async ({ orderId }, task) => {
        worked++;
        await task.clock.sleep(1_000 + 1_000 * chanceOf(`${orderId} work`));
        if (life.fate === "dies reporting") life.isDead = true;
        if (chanceOf(`${orderId} ends`) < 0.2) throw audit.error("AuditorUnavailable", orderId);
        return { approved: true, note: orderId };
      },
      {
        undelivered({ report }, { context }) {
          if (life.isDead) return;
          kept.add("output" in report ? String(report.output.note) : report.cause);
          expect(context.requestId).not.toBe("");
        },
      },
    );
  clouds.deploy(
    audit,
    mortal(({ orderId }, attempt) => fateOf(orderId, attempt), handlerOf),
    // Little time for a report, so that some never get through.
    { timeoutSeconds: 3, maxAsyncRetryAttempts: tries - 1 },
  );

  const executions = await startAudits(new FlowClient(clouds.config), executionCount, 100);
  await clouds.clock.advance("1h"); // every function has run, and has been tried again
  await clouds.clock.advance("1d"); // what nobody settled times out

  const ends = new Map<string, string[]>();
  for (const execution of executions) {
    const events = new Map(clouds.history(execution).map((event) => [event.id, event]));
    for (const { scheduleId, type, step, detail } of events.values()) {
      if (step !== "audit" || !/^Task(Succeeded|Failed|TimedOut)$/.test(type)) continue;
      let before = events.get(scheduleId);
      while (before !== undefined && before.type !== "StepEntered") before = events.get(before.scheduleId);
      const { orderId } = Object(before?.detail.input) as { readonly orderId?: string };
      const how = detail.error === "FnF.TaskTimeout" ? "TaskTimedOut" : type;
      ends.set(`${orderId}`, [...(ends.get(`${orderId}`) ?? []), how]);
    }
  }
  const all = [...ends.values()].flat();
  const count = (type: string) => all.filter((one) => one === type).length;
  const timedOut = orders.filter((order) => ends.get(order)?.[0] === "TaskTimedOut");
  const livedThrough = (order: string) =>
    Array.from({ length: tries }, (_, attempt) => fateOf(order, attempt + 1)).some(
      (fate) => fate === "lives",
    );
  const unexplained = timedOut.filter((order) => livedThrough(order) && !kept.has(order));
  console.log(
    `chaos: ${orders.length} steps, ${clouds.calls(audit).length} invocations, ${worked} begun; ` +
      `${count("TaskSucceeded")} succeeded, ${count("TaskFailed")} failed, ${timedOut.length} timed out; ` +
      `${kept.size} undelivered reports in the hook`,
  );

  // Every step is settled, and once.
  expect(orders.filter((order) => ends.get(order)?.length !== 1)).toEqual([]);
  // What was settled by nobody but its time-out either died every time, or is in the hook.
  expect(unexplained).toEqual([]);
  expect(kept.size).toBeGreaterThan(0);
  expect(timedOut.length).toBeGreaterThan(0);
}, 240_000);
