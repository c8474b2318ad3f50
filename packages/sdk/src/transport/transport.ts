import type { CallOptions } from "../call/call-options.ts";
import { malformedResponse } from "../call/classify.ts";
import type { ClientHooks } from "../call/client-hooks.ts";
import { answeredWith, type FailedCall, lostConnection } from "../call/failures.ts";
import { makeCall } from "../call/make-call.ts";
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
import type { FnfAnswer, FnfSend } from "./send.ts";
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
 * @throws ConfigurationError when the region or the endpoint cannot be one
 */
export function createFnfTransport(
  config: FnfTransportConfig,
  watch: Watch = watchWith(config.hooks),
): FnfTransport {
  const { region, credentials: source, clock = systemClock, random } = config;
  const endpoint = fnfEndpoint(config);
  const send = config.send ?? vendorSend(endpoint);
  const paceOf = createRateKeeper(config.rates, clock);
  return {
    region,
    clock,
    call(action, params = {}, { pace, attemptTimeoutMs, ...options } = {}) {
      const sent = wireParams(params);
      const { method, repeatable, timeoutMs: usualTimeoutMs } = traitsOf(action, sent);
      const timeoutMs = attemptTimeoutMs ?? usualTimeoutMs;
      const what = describe(action, sent);
      const paces = [paceOf("fnf", action), pace];
      return makeCall(
        { service: "fnf", action, what, clock, random, watch, repeatable, paces, ...options },
        async ({ signal }) => {
          const credentials = await resolveCredentials(source);
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
  return Object.fromEntries(
    Object.entries(params)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, typeof value === "string" ? wellFormed(value) : JSON.stringify(value)]),
  );
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
  if (body !== undefined && !hasCode && (status === undefined || status < 400)) return body;
  const serviceCode = hasCode ? String(body?.Code) : malformedResponse;
  const message = typeof body?.Message === "string" ? body.Message : undefined;
  throw answeredWith(call, {
    status,
    serviceCode,
    message: message ?? (body === undefined ? "the answer is not a JSON object" : undefined),
    requestId: requestIdOf(body),
    retryAfterMs: retryAfterMs(retryAfter, now),
    advice: adviceOn(call.action, serviceCode, message ?? ""),
  });
}
