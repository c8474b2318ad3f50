export type { Fault, FaultCall, FaultRule } from "./fault-rule.ts";
export { FaultPlan, type Faults } from "./faults.ts";
export { ConnectionBroken, type Scene, suffer } from "./suffer.ts";
