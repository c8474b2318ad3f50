import { ConnectionError, isConnectionError } from "../errors/connection-error.ts";
import { isServiceError, ServiceError } from "../errors/service-error.ts";
import { classify } from "./classify.ts";
import { redact } from "./redact.ts";

/** Which call failed. */
export interface FailedCall {
  readonly service: "fnf" | "fc";
  /** The action, by the service's own name. */
  readonly action: string;
  /** What was being done, for the message: the words after "Failed to". */
  readonly what: string;
  /** What must not be seen in anything that is said about it. */
  readonly secrets: readonly (string | undefined)[];
}

/** What a cloud answered. */
export interface ErrorAnswer {
  readonly status?: number | undefined;
  readonly serviceCode: string;
  /** The service's own words. */
  readonly message?: string | undefined;
  readonly requestId?: string | undefined;
  /** How long the service asks to wait, in milliseconds. */
  readonly retryAfterMs?: number | undefined;
  /** What to do about it: whole sentences. */
  readonly advice?: string | undefined;
}

/** Makes the error for an answer, judged by {@link classify}. */
export function answeredWith(
  { service, action, what, secrets }: FailedCall,
  answer: ErrorAnswer,
): ServiceError {
  const { status, serviceCode, requestId, retryAfterMs, advice } = answer;
  const serviceMessage = redact(answer.message ?? "", secrets);
  const marks = [
    serviceCode,
    status === undefined ? undefined : `status ${status}`,
    requestId === undefined ? undefined : `request ${requestId}`,
  ].filter((mark) => mark !== undefined);
  const sentences = [
    `Failed to ${what}: ${withoutFullStop(serviceMessage) || "the service answered with an error"} (${marks.join(", ")}).`,
    advice,
  ].filter((sentence) => sentence !== undefined);
  return new ServiceError(redact(sentences.join(" "), secrets), {
    service,
    action,
    serviceCode,
    status,
    requestId,
    retryable: classify({ service, status, serviceCode }) !== "final",
    retryAfterMs,
    serviceMessage,
  });
}

/**
 * Makes the error for a call that got no answer.
 *
 * @param failure - whatever the client below threw. Its message may hold the signed address: it is passed on, redacted, only
 * where the code alone says too little.
 */
export function lostConnection(
  { service, action, what, secrets }: FailedCall,
  failure: unknown,
): ConnectionError {
  const reason = reasonOf(failure);
  const meaning =
    meanings[reason] ??
    (/CERT|VERIFY/.test(reason) ? untrusted : undefined) ??
    (failure instanceof Error && withoutFullStop(failure.message.split("\n")[0] ?? ""));
  const sentence = `Failed to ${what}: ${meaning || "the connection failed"} (${reason}).`;
  return new ConnectionError(redact(sentence, secrets), { service, action, reason });
}

/**
 * Whether to try a call again after `failure`.
 *
 * @param repeatable - whether a second call can have no second effect
 */
export function mayRetry(failure: unknown, repeatable: boolean): boolean {
  const mayPass = isServiceError(failure)
    ? classify(failure) !== "final"
    : isConnectionError(failure) && !isHopeless(failure.reason);
  return mayPass && (repeatable || !mayBeDone(failure));
}

/** Whether a call that failed may have taken effect all the same: it arrived, or may have, and no answer says what it did. */
export function mayBeDone(failure: unknown): boolean {
  if (isServiceError(failure)) return classify(failure) === "unsure";
  return isConnectionError(failure) && !neverArrived.includes(failure.reason) && !isHopeless(failure.reason);
}

const neverArrived = ["ECONNREFUSED", "EAI_AGAIN"];

function isHopeless(reason: string): boolean {
  return hopeless.includes(reason) || /CERT|TLS|SSL/.test(reason);
}

// A name server that has trouble answers EAI_AGAIN, also inside a VPC: a name it does not know will not come to be.
const hopeless = ["ENOTFOUND", "EPROTO", "UNABLE_TO_VERIFY_LEAF_SIGNATURE"];

const untrusted =
  "the endpoint's certificate is not to be trusted; look at the endpoint, and for a proxy in between";

const meanings: Readonly<Record<string, string>> = {
  ECONNREFUSED: "nobody listens at the endpoint",
  ECONNRESET: "the connection was lost before the answer had come",
  ENOTFOUND: "the endpoint's name does not resolve; look at the region and the endpoint",
  EAI_AGAIN: "the endpoint's name could not be resolved just now",
  EPROTO: "the endpoint does not speak TLS; give it as an http:// address if that is meant",
  EHOSTUNREACH: "the endpoint cannot be reached from this network; inside a VPC use its internal address",
  ENETUNREACH: "the endpoint cannot be reached from this network; inside a VPC use its internal address",
  ETIMEDOUT: "no answer came in time",
};

function reasonOf(failure: unknown): string {
  const { code, name } = Object(failure) as { readonly code?: unknown; readonly name?: unknown };
  if (name === "RequestTimeoutError") return "ETIMEDOUT";
  return typeof code === "string" && /^[A-Z][A-Z0-9_]*$/.test(code) ? code : "UNKNOWN";
}

function withoutFullStop(text: string): string {
  return text.trim().replace(/\.$/, "");
}
