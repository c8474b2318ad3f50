import { createPace, type Pace } from "../call/pace.ts";
import { documentedRates } from "../call/rates.ts";
import type { FnfTransport, FnfTransportConfig } from "../transport/transport.ts";

/** The service as one client reaches it. */
export interface FlowService {
  readonly transport: FnfTransport;
  /** Whoever waits for an execution takes turns by it: all of an account share what the service allows. */
  readonly polls: Pace;
  /** The same for histories. */
  readonly reads: Pace;
}

export function flowService(
  transport: FnfTransport,
  { rates }: Pick<FnfTransportConfig, "rates">,
): FlowService {
  const { describe, history } = { ...documentedRates, ...(typeof rates === "object" && rates) };
  return {
    transport,
    polls: createPace(describe, transport.clock),
    reads: createPace(history, transport.clock),
  };
}
