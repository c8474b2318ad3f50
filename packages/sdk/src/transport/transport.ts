import { attemptTimeout } from "../call/attempt-timeout.ts";
import type { CallOptions } from "../call/call-options.ts";
import { malformedResponse } from "../call/classify.ts";
import type { ClientHooks } from "../call/client-hooks.ts";
import { answeredWith, type FailedCall, lostConnection } from "../call/failures.ts";
import { makeCall } from "../call/make-call.ts";
import { type OptionalSignal, withSignal } from "../call/optional-signal.ts";
import type { Pace } from "../call/pace.ts";
import { createRateKeeper } from "../call/rate-keeper.ts";
import { retryAfterMs } from "../call/retry-after.ts";
import { type Watch, watchWith } from "../call/watch.ts";
import type { Json, JsonObject } from "../contract/json.ts";
import type { ClientConfig } from "../credentials/client-config.ts";
import { resolveCredentials } from "../credentials/resolve-credentials.ts";
import type { Clock } from "../runtime/clock.ts";
import { systemClock } from "../runtime/system-clock.ts";
import { traitsOf } from "./action.ts";
import { adviceOn } from "./advice.ts";
import { fnfEndpoint } from "./endpoint.ts";
import type { FnfAnswer, FnfRequest, FnfSend } from "./send.ts";
import { vendorSend } from "./vendor-send.ts";

/** What {@link createFnfTransport} takes. */
export interface FnfTransportConfig extends ClientConfig {
  /** What sends a request. Default: the vendor's client. */
  readonly send?: FnfSend;
  /** Where the jitter of back-off comes from. Default `Math.random`. */
  readonly random?: () => number;
}

/** The parameters of an action, named as the service names them; those that are `undefined` are left out. */
export type FnfParams = Readonly<Record<string, Json | undefined>>;

/** How to make one call. */
export interface FnfCallOptions extends CallOptions {
  /** A rate of the caller's own that every attempt keeps to, beside the client's. */
  readonly pace?: Pace | undefined;
  /** Hooks for this call alone, beside the client's. */
  readonly hooks?: ClientHooks;
}

/** Calls actions of Serverless Workflow by their own names. */
export interface FnfTransport {
  readonly region: string;
  readonly clock: Clock;
  /**
   * Calls any action, with parameters and an answer as the service has them.
   *
   * Tries again what may pass: what the service refused for now, and, where a second call can have no second effect, what
   * failed inside it or got no answer.
   *
   * @throws ServiceError when the service answers with an error, or not in JSON
   * @throws ConnectionError when no answer comes
   * @throws ConfigurationError when there are no credentials; nothing is sent then
   * @throws TimeoutError when `timeoutMs` have passed
   * @throws AbortError when `signal` is aborted
   */
  call(action: string, params?: FnfParams, options?: FnfCallOptions): Promise<JsonObject>;
}

/**
 * Makes a transport to Serverless Workflow. Nothing is loaded or sent before the first call.
 *
 * @param watch - goes along with every call. Default: tells the configured hooks
 * @throws ConfigurationError when the region, the endpoint or a rate cannot be one
 */
export function createFnfTransport(
  config: FnfTransportConfig,
  watch: Watch = watchWith(config.hooks),
): FnfTransport {
  const { region, credentials: source, clock = systemClock, random, send: given } = config;
  const endpoint = fnfEndpoint(config);
  const send =
    given === undefined
      ? vendorSend(endpoint)
      : (request: OptionalSignal<FnfRequest>) => given(withSignal(request));
  const paceOf = createRateKeeper(config.rates, clock);
  return {
    region,
    clock,
    call(action, params = {}, { pace, attemptTimeoutMs, ...options } = {}) {
      const sent = wireParams(params);
      const { method, repeatable, timeoutMs: usualTimeoutMs } = traitsOf(action, sent);
      const timeoutMs = attemptTimeout(attemptTimeoutMs ?? usualTimeoutMs);
      const what = describe(action, sent);
      const paces = [paceOf("fnf", action), pace];
      return makeCall(
        { service: "fnf", action, what, clock, random, watch, repeatable, paces, ...options },
        async ({ signal }) => {
          const credentials = await resolveCredentials(source, signal);
          const { accessKeyId, accessKeySecret, securityToken } = credentials;
          const secrets = [
            accessKeyId,
            accessKeySecret,
            securityToken,
            sent.TaskToken,
            sent.CallbackFnFTaskToken,
          ];
          const call: FailedCall = { service: "fnf", action, what, secrets };
          const answer = await send({
            action,
            method,
            endpoint,
            params: sent,
            credentials,
            signal,
            timeoutMs,
          }).catch((failure: unknown) => {
            throw lostConnection(call, failure);
          });
          const body = bodyOf(answer, call, clock.now());
          return { value: body, status: answer.status, requestId: requestIdOf(body) };
        },
      );
    },
  };
}

function wireParams(params: FnfParams): Readonly<Record<string, string>> {
  const sent: Record<string, string> = {};
  for (const [name, value] of Object.entries(params)) {
    if (value !== undefined)
      sent[name] = typeof value === "string" ? wellFormed(value) : JSON.stringify(value);
  }
  return sent;
}

/** Half a character becomes U+FFFD: no request can carry it, and the vendor's client would throw. */
function wellFormed(text: string): string {
  return Buffer.from(text).toString();
}

function describe(action: string, params: Readonly<Record<string, string>>): string {
  const flow = params.FlowName ?? (action.endsWith("Flow") ? params.Name : undefined);
  const subjects = [
    params.ExecutionName === undefined ? [] : [`execution "${params.ExecutionName}"`],
    flow === undefined ? [] : [`flow "${flow}"`],
  ].flat();
  return subjects.length === 0 ? `call ${action}` : `call ${action} for ${subjects.join(" of ")}`;
}

// What the vendor's client takes for no error code.
const noErrorCodes: readonly unknown[] = [undefined, "", 200, "200", "OK", "Success", "success"];

function requestIdOf(body: JsonObject | undefined): string | undefined {
  return typeof body?.RequestId === "string" ? body.RequestId : undefined;
}

function bodyOf({ status, retryAfter, body }: FnfAnswer, call: FailedCall, now: number): JsonObject {
  const hasCode = !noErrorCodes.includes(body?.Code);
  const requestId = requestIdOf(body);
  const isGood = !hasCode && (status === undefined || status < 400);
  // The service marks every answer with an id of its own: what has none comes from somebody else.
  if (isGood && body !== undefined && requestId !== undefined) return body;
  const serviceCode = hasCode ? String(body?.Code) : malformedResponse;
  const message = typeof body?.Message === "string" ? body.Message : undefined;
  throw answeredWith(call, {
    status,
    serviceCode,
    message: message ?? (isGood || body === undefined ? unlikeAnswer(body) : undefined),
    requestId,
    retryAfterMs: retryAfterMs(retryAfter, now),
    advice: adviceOn(call.action, serviceCode, message ?? ""),
  });
}

function unlikeAnswer(body: JsonObject | undefined): string {
  return body === undefined ? "the answer is not a JSON object" : "the answer has no request id";
}
