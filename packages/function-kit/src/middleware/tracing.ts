import type { Middleware } from "./middleware.ts";
import { told } from "./outcome.ts";

/** What is used of a span of OpenTelemetry. */
export interface Span {
  setAttributes(attributes: Record<string, string | number>): unknown;
  setStatus(status: { code: number; message?: string }): unknown;
  end(): void;
}

/** What is used of a tracer of OpenTelemetry. */
export interface Tracer {
  startActiveSpan<Result>(name: string, work: (span: Span) => Result): Result;
}

/**
 * Puts every invocation into a span of its own, named by the contract.
 *
 * @param tracer - Default: that of the `@opentelemetry/api` that the function has loaded; nothing is traced without one
 */
export function tracing(tracer?: Tracer): Middleware {
  return async (call, next) => {
    const used = tracer ?? loadedTracer();
    if (used === undefined) return next();
    const { contract, task } = call;
    return used.startActiveSpan(`task ${contract.name}`, async (span) => {
      span.setAttributes({
        "faas.invocation_id": task.context.requestId,
        "fnfkit.attempt": task.attempt,
        ...(task.jobId !== undefined && { "fnfkit.job_id": task.jobId }),
      });
      try {
        return await told(call, next, (outcome) => {
          span.setAttributes({ "fnfkit.outcome": outcome.outcome });
          if (outcome.outcome !== "failed") return;
          span.setAttributes({ "error.type": outcome.error });
          span.setStatus({ code: errorStatus, message: outcome.cause });
        });
      } finally {
        span.end();
      }
    });
  };
}

// SpanStatusCode.ERROR.
const errorStatus = 2;

// Where every copy of the API's first major version registers what all share, so that none has to be imported here.
const apiKey = Symbol.for("opentelemetry.js.api.1");

function loadedTracer(): Tracer | undefined {
  const api = (globalThis as { readonly [key: symbol]: unknown })[apiKey];
  const { trace } = Object(api) as { readonly trace?: { getTracer(name: string): Tracer } };
  return trace?.getTracer("@fnfkit/function-kit");
}
