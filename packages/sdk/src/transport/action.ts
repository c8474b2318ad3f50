/** What must be known of an action to send it and to try it again. */
export interface ActionTraits {
  readonly method: "GET" | "POST";
  /** Whether a second call can have no second effect (it may be answered with an error that says so). */
  readonly repeatable: boolean;
  /** How long one attempt may take, in milliseconds. */
  readonly timeoutMs: number;
}

const usualTimeoutMs = 10_000;

// Express executions last up to five minutes.
const longestSyncExecutionMs = 300_000;

/** The traits of an action called with these parameters. */
export function traitsOf(action: string, params: Readonly<Record<string, string>>): ActionTraits {
  return {
    // As documented: reads are GET, and so is one write; DescribeRegions alone is a POST.
    method: isRead(action) || action === "UpdateMapRun" ? "GET" : "POST",
    repeatable: isRepeatable(action, params),
    timeoutMs: usualTimeoutMs + heldForMs(action, params),
  };
}

function isRead(action: string): boolean {
  return /^(Describe|List|Get)/.test(action) && action !== "DescribeRegions";
}

// Everything else is held apart by a name or a token, or sets what is already set.
function isRepeatable(action: string, params: Readonly<Record<string, string>>): boolean {
  if (action === "StartExecution") return params.ExecutionName !== undefined;
  return action !== "StartSyncExecution" && action !== "PublishFlowVersion";
}

function heldForMs(action: string, { WaitTimeSeconds }: Readonly<Record<string, string>>): number {
  if (action === "StartSyncExecution") return longestSyncExecutionMs;
  return WaitTimeSeconds === undefined ? 0 : Number(WaitTimeSeconds) * 1000;
}
