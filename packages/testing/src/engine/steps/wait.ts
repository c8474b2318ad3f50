import type { Json } from "@fnfkit/sdk/contract";
import { isTimestamp, type WaitStep } from "@fnfkit/sdk/fdl";
import { RuntimeFailure } from "../flow-error.ts";
import { stepValue } from "../mapping.ts";
import type { PendingPause } from "../pending.ts";
import type { StepRun } from "../step-run.ts";

const twoDaysMs = 172_800_000;

export function runWait(run: StepRun<WaitStep>): void {
  run.start();
  const delayMs = delayOf(run);
  if (delayMs > twoDaysMs) throw new RuntimeFailure("a wait takes at most two days");
  if (delayMs <= 0) run.succeed({});
  else pauseFor(run, delayMs);
}

function pauseFor(run: StepRun<WaitStep>, delayMs: number): void {
  const { host } = run.execution;
  const pause: PendingPause = {
    kind: "wait",
    step: run.step.name,
    until: host.now() + delayMs,
    cancel: host.schedule(delayMs, () => {
      run.resume(pause);
      run.succeed({});
    }),
  };
  run.suspend(pause);
}

function delayOf({ step: { duration, timestamp }, input, execution }: StepRun<WaitStep>): number {
  if (duration !== undefined) return secondsIn(stepValue(duration, input)) * 1_000;
  if (timestamp !== undefined) return momentIn(stepValue(timestamp, input)) - execution.host.now();
  throw new RuntimeFailure("a wait needs a duration or a timestamp");
}

function secondsIn(duration: Json): number {
  if (typeof duration === "number" && Number.isInteger(duration)) return duration;
  throw new RuntimeFailure(
    `the duration of a wait is a whole number of seconds, not ${JSON.stringify(duration)}`,
  );
}

function momentIn(timestamp: Json): number {
  if (typeof timestamp === "string" && isTimestamp(timestamp)) return Date.parse(timestamp);
  throw new RuntimeFailure(
    `the timestamp of a wait is a moment as in RFC 3339, not ${JSON.stringify(timestamp)}`,
  );
}
