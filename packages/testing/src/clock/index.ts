export { type Duration, milliseconds } from "./duration.ts";
export { type ClockMode, VirtualClock, type VirtualClockOptions } from "./virtual-clock.ts";
