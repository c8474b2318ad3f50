export {
  type Report,
  type Reporter,
  type ReportOptions,
  type ReportOutcome,
  type ReportRate,
  readToken,
  type SettledReport,
  settleAll,
  type TokenSubject,
} from "@fnfkit/sdk/reporter";
export { type ContractReporter, createReporter, type ReporterConfig } from "./create-reporter.ts";
