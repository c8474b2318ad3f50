import { longestTimerMs } from "@fnfkit/sdk/runtime";
import type { ClockMode } from "../clock/index.ts";
import type { ChoiceLocal } from "../engine/index.ts";
import type { Roles } from "./access.ts";
import type { AccessKey } from "./access-keys.ts";
import { checkChoice, checkNames } from "./check-names.ts";
import { checkLimits, checkQuotas } from "./check-quotas.ts";
import { checkRoles } from "./check-roles.ts";
import { checkKind, checkNumber, type NumberRange, refused } from "./check-value.ts";
import { type FindingKind, findingKinds } from "./findings.ts";
import type { LimitsOption, QuotasOption } from "./fnf/index.ts";
import type { PassTaskToken } from "./world.ts";

/** How the clouds are set up. */
export interface CloudsOptions {
  /** Default `cn-hangzhou`. */
  readonly region?: string;
  /** Default `1234567890123456`. */
  readonly accountId?: string;
  /** Whether time jumps by itself when nothing else is left to do. Default `auto`. */
  readonly mode?: ClockMode;
  /** With the mode `real`: how many times as fast as on the wall time passes. Default 1. */
  readonly speed?: number;
  /** The time the clouds start at, a date or milliseconds since the Unix epoch. Default: the start of 2026, UTC. */
  readonly now?: Date | number;
  /** The account's own access key. Default: one that the seed makes. */
  readonly accessKey?: AccessKey;
  /** What ids, names and tokens are made of: the same seed gives the same ones. Default 1. */
  readonly seed?: number;
  /**
   * How long a call may be stuck before it is answered with the error `ExecutionStalled` (a long poll) or `CallStalled` (a
   * function that somebody waits for, a `delay`), in milliseconds of real time; 0: for ever. Default 4,000, just below the
   * usual time-out of a test.
   */
  readonly stalledAfterMs?: number;
  /** How the token of a `waitForCallback` step reaches its function. Default `mapped`: as the flow's mappings say. */
  readonly passTaskToken?: PassTaskToken;
  /**
   * What `$local` shows to the steps inside a choice before they have put out anything: nothing, or the local of the
   * choice's own parent. Default `empty`.
   */
  readonly choiceLocal?: ChoiceLocal;
  /**
   * How large data and requests may be, and how many events an execution may have. Default `documented`; `off` lifts them
   * all; numbers of one's own replace the documented ones.
   */
  readonly limits?: LimitsOption;
  /**
   * How often what may be done in the account: the documented quotas, or one's own, of which those not given do not apply.
   * Calls beyond get 429 `ResourceThrottled`. Default `off`.
   */
  readonly quotas?: QuotasOption;
  /**
   * What the account's roles may do, by their resource names. Once any are declared, flows and functions may do what their
   * roles allow, and no more. Default: everybody may do everything.
   */
  readonly roles?: Roles;
  /**
   * Whether a report is refused with 409 `TaskInvalidState` that comes before the asynchronous invocation has been submitted,
   * which then takes 100 milliseconds. Default: no.
   */
  readonly taskInvalidState?: boolean;
  /**
   * How many instances of functions the account may run at once: a call beyond gets 429 `ResourceExhausted`, a queued one
   * waits. `documented`: 300. Default `off`.
   */
  readonly instanceQuota?: number | "documented" | "off";
  /** How long a job cannot be found after it was accepted, in milliseconds of the clouds' time. Default 0. */
  readonly jobVisibleAfterMs?: number;
  /** What no test that uses these clouds is failed for. Default: nothing; see {@link FindingKind}. */
  readonly allow?: readonly FindingKind[];
}

const failed = "Failed to set up the clouds";

const names: { readonly [Option in keyof Required<CloudsOptions>]: true } = {
  ...{ region: true, accountId: true, mode: true, speed: true, now: true, accessKey: true, seed: true },
  ...{
    stalledAfterMs: true,
    passTaskToken: true,
    choiceLocal: true,
    limits: true,
    quotas: true,
    roles: true,
  },
  ...{ taskInvalidState: true, instanceQuota: true, jobVisibleAfterMs: true, allow: true },
};

const numbers = {
  speed: { above: 0 },
  seed: {},
  stalledAfterMs: { from: 0, to: longestTimerMs },
  jobVisibleAfterMs: { from: 0 },
} as const satisfies { readonly [Option in keyof CloudsOptions]?: NumberRange };
const choices = {
  mode: ["auto", "manual", "real"],
  passTaskToken: ["mapped", "event", "context", "header"],
  choiceLocal: ["empty", "parent"],
} as const satisfies { readonly [Option in keyof CloudsOptions]?: readonly string[] };

/**
 * Makes sure that all options are there and mean something: a misspelt one would leave a test with what it has not meant.
 *
 * @throws ConfigurationError otherwise
 */
export function checkCloudsOptions(options: CloudsOptions): void {
  checkNames(failed, options, Object.keys(names));
  for (const [option, range] of entries(numbers)) {
    if (options[option] !== undefined) checkNumber(failed, option, options[option], range);
  }
  for (const [option, known] of entries(choices)) {
    if (options[option] !== undefined) checkChoice(failed, option, options[option], known);
  }
  for (const option of ["region", "accountId"] as const) {
    if (options[option] !== undefined) checkKind(failed, option, options[option], "string");
  }
  const { limits, quotas, instanceQuota, roles, now, accessKey, taskInvalidState, allow } = options;
  if (limits !== undefined) checkLimits(failed, limits);
  if (quotas !== undefined) checkQuotas(failed, quotas);
  if (instanceQuota !== undefined) checkInstanceQuota(instanceQuota);
  if (roles !== undefined) checkRoles(failed, roles);
  if (now !== undefined) checkTime(now);
  if (accessKey !== undefined) checkAccessKey(accessKey);
  if (taskInvalidState !== undefined) checkKind(failed, "taskInvalidState", taskInvalidState, "boolean");
  if (allow !== undefined) checkAllowed(allow);
}

function entries<Table extends object>(table: Table): readonly [keyof Table, Table[keyof Table]][] {
  return Object.entries(table) as [keyof Table, Table[keyof Table]][];
}

function checkInstanceQuota(quota: unknown): void {
  const range = { whole: true, from: 0, to: Number.POSITIVE_INFINITY };
  if (typeof quota === "number") checkNumber(failed, "instanceQuota", quota, range);
  else if (quota !== "documented" && quota !== "off") {
    throw refused(failed, "instanceQuota", quota, "a whole number from 0, or one of documented, off");
  }
}

function checkTime(now: Date | number): void {
  if ((now instanceof Date || typeof now === "number") && !Number.isNaN(new Date(now).getTime())) return;
  throw refused(failed, "now", now, "a date, or milliseconds since the Unix epoch");
}

function checkAccessKey(accessKey: AccessKey): void {
  const { accessKeyId, accessKeySecret, securityToken } = Object(accessKey) as AccessKey;
  const texts = { accessKeyId, accessKeySecret, ...(securityToken !== undefined && { securityToken }) };
  for (const [part, text] of Object.entries(texts))
    checkKind(`${failed} with accessKey`, part, text, "string");
}

function checkAllowed(allow: unknown): void {
  if (!Array.isArray(allow)) throw refused(failed, "allow", allow, `a list of ${findingKinds.join(", ")}`);
  for (const kind of allow) checkChoice(failed, "allow", kind, findingKinds);
}
