import { type FnfkitError, isFnfkitError } from "../errors/fnfkit-error.ts";
import type { Reporter, ReportOptions, ReportOutcome } from "./reporter.ts";

/** One of many reports. */
export type Report =
  | { readonly token: string; readonly output: object }
  | { readonly token: string; readonly error: string; readonly cause?: string };

/** What became of one of many reports: what the service answered, or why it did not get there. */
export type SettledReport = ReportOutcome | { readonly outcome: "failed"; readonly failure: FnfkitError };

/**
 * Reports many tasks, one after another's turn when the reporter keeps to a rate. One that fails keeps no other from being
 * sent.
 *
 * @returns an outcome for each report, in their order; a `failed` one may be reported again
 *
 * @example
 * const reporter = createReporter({ region: "cn-hangzhou", credentials, rate: "documented" });
 * const outcomes = await settleAll(reporter, tokens.map((token) => ({ token, output: { paid: true } })));
 */
export function settleAll(
  reporter: Reporter,
  reports: Iterable<Report>,
  options?: ReportOptions,
): Promise<SettledReport[]> {
  return Promise.all(
    Array.from(reports, async (report): Promise<SettledReport> => {
      try {
        return "output" in report
          ? await reporter.succeed(report.token, report.output, options)
          : await reporter.fail(report.token, report.error, report.cause, options);
      } catch (failure) {
        if (isFnfkitError(failure)) return { outcome: "failed", failure };
        throw failure;
      }
    }),
  );
}
