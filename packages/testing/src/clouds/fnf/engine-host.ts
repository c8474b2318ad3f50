import type { EngineHost } from "../../engine/index.ts";
import type { WorkflowState } from "./workflow-state.ts";

/** What one execution gets from the cloud it runs in. */
export function engineHost(
  state: WorkflowState,
  flow: string,
  execution: string,
  roleArn: string,
): EngineHost {
  const { clock } = state.world;
  return {
    now: () => clock.now(),
    schedule: (delayMs, run) => clock.schedule(delayMs, run),
    setDeadline: (delayMs, run) => clock.unattended.setDeadline(delayMs, run),
    delayEntry: () => state.quotas.takeStepEntry(),
    issueToken: (task) => state.tokens.issue(flow, execution, task),
    call: (call, tell) => state.callService(roleArn, call, tell),
  };
}
