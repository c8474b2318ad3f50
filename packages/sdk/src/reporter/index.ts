export type { Rate } from "../call/pace.ts";
export { createReporter, type ReporterConfig } from "./create-reporter.ts";
export { readToken, type TokenSubject } from "./read-token.ts";
export type { Reporter, ReportOptions, ReportOutcome } from "./reporter.ts";
export { type Report, type SettledReport, settleAll } from "./settle-all.ts";
