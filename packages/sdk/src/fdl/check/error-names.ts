import type { KitErrorName } from "../../contract/kit-error-name.ts";

/** Errors of the flow engine itself. Samples show these; others may exist. */
export const flowErrors = ["FnF.ALL", "FnF.TaskTimeout", "FnF.InvalidLocal", "FnF.RuntimeError"] as const;

/** Errors that a function's service answers with. Any code of it can follow `FC.`; these are the documented ones. */
export const functionErrors = [
  "FC.AccessDenied",
  "FC.AliasNotFound",
  "FC.BadResponse",
  "FC.ClientClosedRequest",
  "FC.ConcurrentUpdateError",
  "FC.EntityTooLarge",
  "FC.FunctionNotFound",
  "FC.InternalServerError",
  "FC.InvalidAccessKeyID",
  "FC.InvalidArgument",
  "FC.LimitExceededError",
  "FC.MissingRequiredHeader",
  "FC.PathNotSupported",
  "FC.PreconditionFailed",
  "FC.ResourceExhausted",
  "FC.ResourceThrottled",
  "FC.ServerError",
  "FC.ServiceNotFound",
  "FC.SignatureNotMatch",
  "FC.StatefulAsyncInvocationAlreadyExists",
  "FC.StatefulAsyncInvocationNotFound",
  "FC.Unknown",
  "FC.VersionNotFound",
] as const;

/** Errors that say that the function was not run, so that a job id is still free. */
export const refusals: readonly string[] = ["FC.ResourceExhausted", "FC.ResourceThrottled"];

const ofKit: { readonly [Name in KitErrorName]: true } = {
  FunctionDeadlineExceeded: true,
  InvalidInput: true,
  InvalidOutput: true,
  OutputTooLarge: true,
};

/** Errors that a function made with the function kit reports by itself. */
export const kitErrors: readonly string[] = Object.keys(ofKit);

/** The name in `retry` and `catch` that stands for every error. */
export const everyError = "FnF.ALL";
