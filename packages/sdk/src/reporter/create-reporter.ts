import { createPace, type Rate } from "../call/pace.ts";
import { documentedRates } from "../call/rates.ts";
import { createFnfTransport, type FnfTransportConfig } from "../transport/transport.ts";
import { type Reporter, reporterOver } from "./reporter.ts";

/** What {@link createReporter} takes. */
export interface ReporterConfig extends FnfTransportConfig {
  /**
   * How fast to report: reports beyond wait for their turn, in order. `documented`: 10 at once and 2 a second, which the
   * service allows an account in a region. Default: at once, and again after back-off where the service refuses.
   */
  readonly rate?: Rate | "documented";
}

/**
 * Makes a reporter for whoever holds a task token: another process, a queue's consumer, a person's web form.
 *
 * @example
 * const reporter = createReporter({ region: "cn-hangzhou" });
 * await reporter.succeed(token, { approved: true, by: "Ann" });
 * // { outcome: "accepted", eventId: 7 }
 *
 * @throws ConfigurationError when the region or the endpoint cannot be one
 */
export function createReporter(config: ReporterConfig): Reporter {
  const transport = createFnfTransport(config);
  const { rate } = config;
  if (rate === undefined) return reporterOver(transport);
  return reporterOver(
    transport,
    createPace(rate === "documented" ? documentedRates.other : rate, transport.clock),
  );
}
