/** The numbers that the documents state, for whoever builds a flow and whoever checks one. Times are in seconds. */
export const limits = {
  /** Of an execution, and so of whatever is in it: one year. */
  timeoutSeconds: 31_536_000,
  /** Of one wait: two days. */
  waitSeconds: 172_800,
  /** Between two tries: one day. */
  retryIntervalSeconds: 86_400,
  /** Of one parallel step. */
  branches: 100,
  /** Characters of an error's name. */
  errorLength: 128,
  /** Characters of what is said of an error. */
  causeLength: 4_096,
  /** How long a queue may hold a message back: seven days. */
  delaySeconds: 604_800,
  /** The last priority of a queue's message; the first is 1. */
  lowestPriority: 16,
} as const;
