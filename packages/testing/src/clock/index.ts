export type { Duration } from "./duration.ts";
export { type ClockMode, VirtualClock, type VirtualClockOptions } from "./virtual-clock.ts";
