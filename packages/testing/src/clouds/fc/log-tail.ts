const longestTail = 4 * 1024;

/** The last 4 KB of an invocation's log, in base64, as `x-fc-log-type: Tail` asks for it. */
export function logTail(requestId: string, log: readonly string[]): string {
  const lines = [`FC Invoke Start RequestId: ${requestId}`, ...log, `FC Invoke End RequestId: ${requestId}`];
  return Buffer.from(lines.map((line) => `${line}\n`).join(""))
    .subarray(-longestTail)
    .toString("base64");
}
