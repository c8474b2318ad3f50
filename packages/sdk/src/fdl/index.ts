export { type CheckOptions, checkFlow } from "./check/check-flow.ts";
export type { RuleCode } from "./check/rule-code.ts";
export type { RuleSettings } from "./check/rule-settings.ts";
export {
  type ComparisonOperator,
  type Condition,
  type ConditionError,
  evaluateCondition,
  formatCondition,
  type ParsedCondition,
  parseCondition,
  partsOf,
} from "./condition/index.ts";
export { type ParsedFlow, type ParseOptions, parseFlow } from "./parse/parse-flow.ts";
export { printFlow } from "./print/print-flow.ts";
export {
  formatReference,
  isReferenceText,
  isStepReferenceText,
  type ParsedReference,
  parseReference,
  type Reference,
  type ReferenceError,
  type ReferenceRoot,
  type ReferenceScope,
  type Resolved,
  resolveReference,
  type Segment,
} from "./reference/index.ts";
export {
  isTemplateTag,
  type NamedResource,
  type TaskTarget,
  targetOf,
  templateTag,
} from "./shape/index.ts";
export type { FlowSource, Path, Position, SourceComment } from "./source.ts";
export { isTimestamp } from "./timestamp.ts";
export type {
  Branch,
  Catch,
  Choice,
  ChoiceStep,
  EndableStep,
  FailStep,
  Flow,
  ForeachStep,
  InvocationType,
  IterationMapping,
  Mapping,
  Mappings,
  ParallelStep,
  PassStep,
  Pattern,
  Retry,
  ServiceParams,
  Step,
  StepBase,
  StepType,
  SucceedStep,
  TaskStep,
  TemplateTag,
  WaitStep,
  Way,
} from "./tree/index.ts";
