import type { Rule } from "../rule.ts";
import { actionMalformed } from "./action-malformed.ts";
import { branchesLimit } from "./branches-limit.ts";
import { callbackTimeoutMissing } from "./callback-timeout-missing.ts";
import { callbackTokenMissing } from "./callback-token-missing.ts";
import { choiceEmpty } from "./choice-empty.ts";
import { conditionConstant } from "./condition-constant.ts";
import { conditionMalformed } from "./condition-malformed.ts";
import { conditionUndocumented } from "./condition-undocumented.ts";
import { contextToken } from "./context-token.ts";
import { contextUnknown } from "./context-unknown.ts";
import { errorMappingPath } from "./error-mapping-path.ts";
import { errorMappingsUnused } from "./error-mappings-unused.ts";
import { errorNameUnknown } from "./error-name-unknown.ts";
import { errorRedundant } from "./error-redundant.ts";
import { errorShadowed } from "./error-shadowed.ts";
import { errorsEmpty } from "./errors-empty.ts";
import { failLength } from "./fail-length.ts";
import { flowTooLarge } from "./flow-too-large.ts";
import { foreachEvents } from "./foreach-events.ts";
import { functionArnFc3 } from "./function-arn-fc3.ts";
import { gotoCycle } from "./goto-cycle.ts";
import { gotoTarget } from "./goto-target.ts";
import { invocationNotFunction } from "./invocation-not-function.ts";
import { invocationType } from "./invocation-type.ts";
import { iterationKeys } from "./iteration-keys.ts";
import { jobIdConstant } from "./job-id-constant.ts";
import { jobIdIterated } from "./job-id-iterated.ts";
import { jobIdNeedsAsync } from "./job-id-needs-async.ts";
import { jobIdRetried } from "./job-id-retried.ts";
import { jobIdShared } from "./job-id-shared.ts";
import { localEmpty } from "./local-empty.ts";
import { localShape } from "./local-shape.ts";
import { localUnset } from "./local-unset.ts";
import { mappingTarget } from "./mapping-target.ts";
import { mappingTargetDuplicate } from "./mapping-target-duplicate.ts";
import { messageBodyMissing } from "./message-body-missing.ts";
import { messageParameterRange } from "./message-parameter-range.ts";
import { outputDropped } from "./output-dropped.ts";
import { patternNotOffered } from "./pattern-not-offered.ts";
import { referenceMalformed } from "./reference-malformed.ts";
import { referenceMisspelt } from "./reference-misspelt.ts";
import { referenceNested } from "./reference-nested.ts";
import { referenceRoot } from "./reference-root.ts";
import { referenceUnmapped } from "./reference-unmapped.ts";
import { resourceArn } from "./resource-arn.ts";
import { resourceArnMalformed } from "./resource-arn-malformed.ts";
import { retryBackoff } from "./retry-backoff.ts";
import { retryRange } from "./retry-range.ts";
import { retryValue } from "./retry-value.ts";
import { serviceParameterUnknown } from "./service-parameter-unknown.ts";
import { stepName } from "./step-name.ts";
import { stepNameDuplicate } from "./step-name-duplicate.ts";
import { stepUnreachable } from "./step-unreachable.ts";
import { stepsEmpty } from "./steps-empty.ts";
import { syncNeedsAsync } from "./sync-needs-async.ts";
import { taskTargetMissing } from "./task-target-missing.ts";
import { taskTargetTwice } from "./task-target-twice.ts";
import { timeoutRange } from "./timeout-range.ts";
import { waitAttributes } from "./wait-attributes.ts";
import { waitDuration } from "./wait-duration.ts";
import { waitTooLong } from "./wait-too-long.ts";
import { waitUnixTime } from "./wait-unix-time.ts";
import { waitValue } from "./wait-value.ts";
import { wayUnreachable } from "./way-unreachable.ts";

/** Every rule there is. */
export const rules = [
  actionMalformed,
  branchesLimit,
  callbackTimeoutMissing,
  callbackTokenMissing,
  choiceEmpty,
  conditionConstant,
  conditionMalformed,
  conditionUndocumented,
  contextToken,
  contextUnknown,
  errorMappingPath,
  errorMappingsUnused,
  errorNameUnknown,
  errorRedundant,
  errorShadowed,
  errorsEmpty,
  failLength,
  flowTooLarge,
  foreachEvents,
  functionArnFc3,
  gotoCycle,
  gotoTarget,
  invocationNotFunction,
  invocationType,
  iterationKeys,
  jobIdConstant,
  jobIdIterated,
  jobIdNeedsAsync,
  jobIdRetried,
  jobIdShared,
  localEmpty,
  localShape,
  localUnset,
  mappingTarget,
  mappingTargetDuplicate,
  messageBodyMissing,
  messageParameterRange,
  outputDropped,
  patternNotOffered,
  referenceMalformed,
  referenceMisspelt,
  referenceNested,
  referenceRoot,
  referenceUnmapped,
  resourceArn,
  resourceArnMalformed,
  retryBackoff,
  retryRange,
  retryValue,
  serviceParameterUnknown,
  stepName,
  stepNameDuplicate,
  stepUnreachable,
  stepsEmpty,
  syncNeedsAsync,
  taskTargetMissing,
  taskTargetTwice,
  timeoutRange,
  waitAttributes,
  waitDuration,
  waitTooLong,
  waitUnixTime,
  waitValue,
  wayUnreachable,
] as const satisfies readonly Rule[];
