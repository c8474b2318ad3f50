export { abortableSleep } from "./abortable-sleep.ts";
export type { Clock } from "./clock.ts";
export { longestTimerMs } from "./longest-timer.ts";
export { type Runtime, type RuntimeSend, runtimeKey, runtimeOf } from "./runtime.ts";
export { systemClock } from "./system-clock.ts";
