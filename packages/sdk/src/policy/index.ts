export type { FlowOrDefinition } from "../fdl/shape/index.ts";
export type { FlowRole, FunctionRole, Reporter, RequiredPolicies } from "./policies.ts";
export type { PolicyDocument, PolicyStatement, TrustPolicy } from "./policy-document.ts";
export { type PolicyOptions, requiredPolicies } from "./required-policies.ts";
export type { UnresolvedReason, UnresolvedTask } from "./unresolved.ts";
