import { createFnfTransport, type FnfTransportConfig } from "../transport/transport.ts";
import { type Reporter, reporterOver } from "./reporter.ts";

/** What {@link createReporter} takes. */
export type ReporterConfig = FnfTransportConfig;

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
  return reporterOver(createFnfTransport(config));
}
