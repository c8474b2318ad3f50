import { ConfigurationError } from "@fnfkit/sdk/errors";
import type { ReporterConfig } from "@fnfkit/sdk/reporter";
import type { Runtime } from "@fnfkit/sdk/runtime";
import type { FcContext } from "./platform.ts";

/** Where to report. */
export type ReportAddress = Partial<Pick<ReporterConfig, "endpoint" | "internal">>;

/** Where a function reports, as whom: its own role, through its region's network, unless it is told otherwise. */
export function reportConfig(context: FcContext, runtime: Runtime, options: ReportAddress): ReporterConfig {
  const { region, credentials } = context;
  if (!credentials?.accessKeyId || !credentials.accessKeySecret) {
    throw new ConfigurationError(
      "Failed to report the task: the context carries no credentials. Give the function (FC 3.0) or its service (FC 2.0) a role that may call fnf:ReportTaskSucceeded and fnf:ReportTaskFailed.",
    );
  }
  if (region === undefined || region === "") {
    throw new ConfigurationError("Failed to report the task: the context names no region.");
  }
  const endpoint = runtime.endpoint ?? options.endpoint;
  return {
    region,
    credentials,
    internal: options.internal ?? true,
    ...(endpoint !== undefined && { endpoint }),
    ...(runtime.send !== undefined && { send: runtime.send }),
    ...(runtime.clock !== undefined && { clock: runtime.clock }),
  };
}
