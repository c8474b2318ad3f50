import type { Json } from "../../contract/json.ts";
import type { Mappings } from "./mapping.ts";
import type { Catch, Retry } from "./retry.ts";
import type { EndableStep } from "./step-base.ts";
import type { TemplateTag } from "./template-tag.ts";

/**
 * What a task step waits for.
 *
 * - `requestResponse`: the service's answer to the call; with `InvocationType: Async` only that it was accepted
 * - `sync`: the end of the work, which the called service reports by itself
 * - `waitForCallback`: that somebody reports the step's task token
 */
export type Pattern = "requestResponse" | "sync" | "waitForCallback";

/** How a function is invoked: with its caller waiting for the answer, or put into the function's queue. */
export type InvocationType = "Sync" | "Async";

/** Parameters of the called service. `$` and `$.key` are references into the step's input; anything else is a constant. */
export interface ServiceParams {
  /** `Sync` (the default of the service) or `Async`, or a reference to either. */
  readonly InvocationType?: InvocationType | (string & {}) | TemplateTag;
  /** The id under which Function Compute tracks an `Async` invocation, or a reference to it. */
  readonly StatefulAsyncInvocationID?: string | TemplateTag;
  readonly [parameter: string]: Json | TemplateTag | undefined;
}

/** Calls a service and takes what it answers. Exactly one of `resourceArn` and `action` is given. */
export interface TaskStep extends EndableStep {
  readonly type: "task";
  /** What is called, e.g. `acs:fc:::services/shop.prod/functions/audit`. */
  readonly resourceArn?: string | TemplateTag;
  /** An action of a cloud product's API, `service:Api`, e.g. `fnf:StartExecution`; `serviceParams` are its parameters. */
  readonly action?: string;
  /** Default `requestResponse`. */
  readonly pattern?: Pattern;
  /** Seconds after which the step fails with `FnF.TaskTimeout`. Default: no limit of its own. */
  readonly timeoutSeconds?: number;
  readonly serviceParams?: ServiceParams;
  /** From `$local.error` and `$local.cause` to the step's output, when it fails and a `catch` takes the error. */
  readonly errorMappings?: Mappings;
  readonly retry?: readonly Retry[];
  readonly catch?: readonly Catch[];
}
