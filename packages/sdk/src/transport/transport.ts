import type { CallOptions } from "../call/call-options.ts";
import { callWithRetries } from "../call/call-with-retries.ts";
import { malformedResponse } from "../call/classify.ts";
import { answeredWith, type FailedCall, lostConnection, mayRetry } from "../call/failures.ts";
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
  /** How often to try, the first time included. Default 6. */
  readonly maxAttempts?: number;
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
 * @throws ConfigurationError when the region or the endpoint cannot be one
 */
export function createFnfTransport(config: FnfTransportConfig): FnfTransport {
  const { region, credentials: source, clock = systemClock, random } = config;
  const endpoint = fnfEndpoint(config);
  const send = config.send ?? vendorSend(endpoint);
  return {
    region,
    clock,
    call(action, params = {}, { maxAttempts, ...limits } = {}) {
      const sent = wireParams(params);
      const { method, repeatable, timeoutMs } = traitsOf(action, sent);
      const what = describe(action, sent);
      return callWithRetries(
        { clock, what, random, maxAttempts, retry: (failure) => mayRetry(failure, repeatable), ...limits },
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
          const answer = await send({ action, method, params: sent, credentials, signal, timeoutMs }).catch(
            (failure: unknown) => {
              throw lostConnection(call, failure);
            },
          );
          return bodyOf(answer, call);
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

function bodyOf({ status, body }: FnfAnswer, call: FailedCall): JsonObject {
  const hasCode = !noErrorCodes.includes(body?.Code);
  if (body !== undefined && !hasCode && (status === undefined || status < 400)) return body;
  const serviceCode = hasCode ? String(body?.Code) : malformedResponse;
  const message = typeof body?.Message === "string" ? body.Message : undefined;
  throw answeredWith(call, {
    status,
    serviceCode,
    message: message ?? (body === undefined ? "the answer is not a JSON object" : undefined),
    requestId: typeof body?.RequestId === "string" ? body.RequestId : undefined,
    advice: adviceOn(call.action, serviceCode, message ?? ""),
  });
}
