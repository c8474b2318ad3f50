import type { Rule } from "../rule.ts";
import { callbackTimeoutMissing } from "./callback-timeout-missing.ts";
import { callbackTokenMissing } from "./callback-token-missing.ts";
import { errorNameUnknown } from "./error-name-unknown.ts";
import { gotoTarget } from "./goto-target.ts";
import { invocationNotFunction } from "./invocation-not-function.ts";
import { jobIdConstant } from "./job-id-constant.ts";
import { jobIdNeedsAsync } from "./job-id-needs-async.ts";
import { patternNotOffered } from "./pattern-not-offered.ts";
import { referenceMalformed } from "./reference-malformed.ts";
import { referenceRoot } from "./reference-root.ts";
import { resourceArn } from "./resource-arn.ts";
import { resourceArnMalformed } from "./resource-arn-malformed.ts";
import { retryRange } from "./retry-range.ts";
import { stepName } from "./step-name.ts";
import { stepNameDuplicate } from "./step-name-duplicate.ts";
import { stepUnreachable } from "./step-unreachable.ts";
import { syncNeedsAsync } from "./sync-needs-async.ts";
import { timeoutRange } from "./timeout-range.ts";
import { waitAttributes } from "./wait-attributes.ts";
import { waitTooLong } from "./wait-too-long.ts";
import { waitValue } from "./wait-value.ts";

/** Every rule there is. */
export const rules: readonly Rule[] = [
  callbackTimeoutMissing,
  callbackTokenMissing,
  errorNameUnknown,
  gotoTarget,
  invocationNotFunction,
  jobIdConstant,
  jobIdNeedsAsync,
  patternNotOffered,
  referenceMalformed,
  referenceRoot,
  resourceArn,
  resourceArnMalformed,
  retryRange,
  stepName,
  stepNameDuplicate,
  stepUnreachable,
  syncNeedsAsync,
  timeoutRange,
  waitAttributes,
  waitTooLong,
  waitValue,
];
