import type { Attributes, Span, Tracer } from "@opentelemetry/api";
import type { ClientHooks } from "../call/client-hooks.ts";
import { loadOnce } from "../call/load-once.ts";
import type { Watch, WatchedCall } from "../call/watch.ts";
import { isConnectionError } from "../errors/connection-error.ts";
import { isFnfkitError } from "../errors/fnfkit-error.ts";
import { isServiceError } from "../errors/service-error.ts";
import { failureWords } from "./failure-words.ts";

// An agent that traces the process may bring a copy of its own, which is not found from here: no reason for a call to fail.
const loadApi = loadOnce(() => import("@opentelemetry/api").catch(() => undefined));

// Where every copy of the API's major version 1 keeps what the process has registered with it.
const registry = Symbol.for("opentelemetry.js.api.1");

/**
 * Makes a span for every call, with its attempts as events, where the process has registered a tracer with
 * `@opentelemetry/api`; that package is not loaded otherwise. Where it is not installed there are no spans.
 *
 * The span is active during the call, so that an instrumentation of HTTP puts its own below it.
 */
export const spanWatch: Watch = (call, run) =>
  (globalThis as { readonly [registry]?: object })[registry] === undefined ? run({}) : inSpan(call, run);

const inSpan: Watch = async (call, run) => {
  const api = await loadApi();
  if (api === undefined) return run({});
  const { SpanKind, SpanStatusCode, trace } = api;
  const tracer: Tracer = trace.getTracer("@fnfkit/sdk");
  const options = { kind: SpanKind.CLIENT, attributes: attributesOf(call) };
  return tracer.startActiveSpan(`${call.service}/${call.action}`, options, async (span) => {
    try {
      return await run(eventsOn(span));
    } catch (failure) {
      const message = failureWords(failure);
      span.setAttribute("error.type", typeOf(failure));
      span.recordException({ name: typeOf(failure), message });
      span.setStatus({ code: SpanStatusCode.ERROR, message });
      throw failure;
    } finally {
      span.end();
    }
  });
};

// The names are OpenTelemetry's for remote calls, as far as it has any.
function attributesOf({ service, action }: WatchedCall): Attributes {
  return { "rpc.system": "alibabacloud-api", "rpc.service": service, "rpc.method": action };
}

function eventsOn(span: Span): ClientHooks {
  return {
    onResponse({ attempt, status, requestId, durationMs, failure }) {
      const answer = {
        ...(status !== undefined && { "http.response.status_code": status }),
        ...(requestId !== undefined && { "alibabacloud.request_id": requestId }),
      };
      span.setAttributes({ ...answer, "fnfkit.attempts": attempt });
      span.addEvent("attempt", {
        ...answer,
        "fnfkit.attempt": attempt,
        "fnfkit.duration_ms": durationMs,
        ...(failure !== undefined && { "error.type": typeOf(failure) }),
      });
    },
    onRetry: ({ attempt, delayMs }) =>
      span.addEvent("retry", { "fnfkit.attempt": attempt, "fnfkit.delay_ms": delayMs }),
  };
}

function typeOf(failure: unknown): string {
  if (isServiceError(failure)) return failure.serviceCode;
  if (isConnectionError(failure)) return failure.reason;
  return isFnfkitError(failure) ? failure.code : failure instanceof Error ? failure.name : "unknown";
}
