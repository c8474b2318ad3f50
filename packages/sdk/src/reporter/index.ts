export { createReporter, type ReporterConfig } from "./create-reporter.ts";
export type { Reporter, ReportOptions, ReportOutcome } from "./reporter.ts";
