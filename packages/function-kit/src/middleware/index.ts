export { type Hooks, hooks } from "./hooks.ts";
export { type IdempotencyOptions, type IdempotencyStore, idempotency } from "./idempotency.ts";
export { type LogEntry, logging } from "./logging.ts";
export { metrics, type ReportMeasure, type TaskMeasure } from "./metrics.ts";
export type { Middleware, MiddlewareOf, ReportEnd, TaskCall, TaskResult } from "./middleware.ts";
export { type Span, type Tracer, tracing } from "./tracing.ts";
