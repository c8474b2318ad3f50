export { type CheckOptions, checkFlow } from "./check/check-flow.ts";
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
export type { FlowSource, Path, Position } from "./source.ts";
export { isTimestamp } from "./timestamp.ts";
export type {
  Catch,
  EndableStep,
  FailStep,
  Flow,
  InvocationType,
  Mapping,
  Mappings,
  PassStep,
  Pattern,
  Retry,
  ServiceParams,
  Step,
  StepBase,
  StepType,
  SucceedStep,
  TaskStep,
  WaitStep,
} from "./tree/index.ts";
