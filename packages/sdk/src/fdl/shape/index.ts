export { type InnerSeries, innerSeries } from "./inner-series.ts";
export { type Integration, integrationOf, integrations, parametersOf, type Service } from "./integrations.ts";
export { invocationOf } from "./invocation.ts";
export { type Jump, jumpsOf } from "./jumps.ts";
export { limits } from "./limits.ts";
export { type NamedResource, type TaskTarget, targetOf } from "./task-target.ts";
export { isTag, isTemplateTag, templateTag } from "./template-tag.ts";
export { type FlowOrDefinition, treeOf } from "./tree-of.ts";
export { type PlacedWay, waysOf } from "./ways.ts";
