import { FnfkitError, isFnfkitError } from "./fnfkit-error.ts";

/** What a {@link ServiceError} is made of. */
export interface ServiceErrorDetails {
  /** Which cloud answered: Serverless Workflow (`fnf`) or Function Compute (`fc`). */
  readonly service: "fnf" | "fc";
  /** The action that was called, by the service's own name, e.g. `StartExecution`. */
  readonly action: string;
  /** The service's error code, e.g. `FlowNotExists`; `MalformedResponse` when the answer could not be read. */
  readonly serviceCode: string;
  /** The HTTP status of the answer, when it is known. */
  readonly status?: number | undefined;
  /** The service's id of the request: what its support asks for. */
  readonly requestId?: string | undefined;
  /** Whether the same call may succeed later (throttling, conflicts, failures inside the service). */
  readonly retryable: boolean;
  /** How long the service asks to wait before the next call, in milliseconds; absent when it does not say. */
  readonly retryAfterMs?: number | undefined;
  /** The service's own words, free of secrets. */
  readonly serviceMessage: string;
}

/** A cloud answered with an error. */
export class ServiceError extends FnfkitError implements ServiceErrorDetails {
  override readonly name = "ServiceError";
  override readonly code = "SERVICE";
  readonly service: "fnf" | "fc";
  readonly action: string;
  readonly serviceCode: string;
  readonly status: number | undefined;
  readonly requestId: string | undefined;
  readonly retryable: boolean;
  readonly retryAfterMs: number | undefined;
  readonly serviceMessage: string;

  constructor(message: string, details: ServiceErrorDetails) {
    super(message);
    this.service = details.service;
    this.action = details.action;
    this.serviceCode = details.serviceCode;
    this.status = details.status;
    this.requestId = details.requestId;
    this.retryable = details.retryable;
    this.retryAfterMs = details.retryAfterMs;
    this.serviceMessage = details.serviceMessage;
  }
}

/**
 * Whether `value` is an answer of a cloud, optionally one with the given service code.
 *
 * @example
 * if (isServiceError(error, "FlowNotExists")) await flows.deploy(orderFlow, { roleArn });
 */
export function isServiceError(value: unknown, serviceCode?: string): value is ServiceError {
  return (
    isFnfkitError(value, "SERVICE") &&
    (serviceCode === undefined || (value as ServiceError).serviceCode === serviceCode)
  );
}
