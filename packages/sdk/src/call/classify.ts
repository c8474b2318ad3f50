import { isServiceError } from "../errors/service-error.ts";

/** The service code of an answer that could not be read, or that named no code of its own. */
export const malformedResponse = "MalformedResponse";

/** What an answer says about trying the same call again. */
export type Verdict =
  /** The service did nothing; the same call may succeed later. */
  | "refused"
  /** The call may have taken effect or not; trying again is safe when a second effect is impossible. */
  | "unsure"
  /** The same call will fail again. */
  | "final";

/** What there is to judge an answer by. */
export interface AnswerSigns {
  readonly service: "fnf" | "fc";
  /** The HTTP status, when it is known. */
  readonly status?: number | undefined;
  /** The service's error code. */
  readonly serviceCode: string;
}

// The gateway in front of the services speaks of Throttling.User and ServiceUnavailable where they themselves speak of these.
const refusedByEither = ["ConcurrentUpdateError", "ServiceUnavailable"];
const unsureByEither = ["InternalError", "InternalServerError"];

// Each service lists its own: 429 is ResourceThrottled to the one and ResourceExhausted to the other, whose
// ResourceThrottled is a 503.
const refusedBy = {
  fnf: ["ResourceThrottled", "TaskInvalidState"],
  fc: ["ResourceThrottled", "ResourceExhausted"],
} as const;

/**
 * Judges an error answer by its code, and by its status where the code says nothing.
 *
 * Sources: the services' error tables, and the codes of the gateway for RPC products.
 */
export function classify({ service, status, serviceCode }: AnswerSigns): Verdict {
  const isOneOf = (codes: readonly string[]) => codes.includes(serviceCode);
  const refused =
    serviceCode.startsWith("Throttling") || isOneOf(refusedByEither) || isOneOf(refusedBy[service]);
  if (refused || status === 429 || status === 503) return "refused";
  // Somebody in between gave up waiting: for the request (408), or for the answer (499, ClientClosedRequest).
  if (status === 408 || status === 499) return "unsure";
  if (isOneOf(unsureByEither) || (status !== undefined && status >= 500)) return "unsure";
  // A proxy's page in place of the answer, with whatever status, or an answer that was cut.
  const unreadable = serviceCode === malformedResponse && (status === undefined || status < 400);
  return unreadable ? "unsure" : "final";
}

/** Whether a failure says that too many calls were made. */
export function isThrottled(failure: unknown): boolean {
  return (
    isServiceError(failure) &&
    (failure.status === 429 || /^(Throttling|ResourceThrottled|ResourceExhausted)/.test(failure.serviceCode))
  );
}
