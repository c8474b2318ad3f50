export {
  type Rate,
  type Report,
  type Reporter,
  type ReportOptions,
  type ReportOutcome,
  readToken,
  type SettledReport,
  settleAll,
  type TokenSubject,
} from "@fnfkit/sdk/reporter";
export { type ContractReporter, createReporter, type ReporterConfig } from "./create-reporter.ts";
