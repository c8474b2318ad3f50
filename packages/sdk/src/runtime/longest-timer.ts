/** The longest delay that one of Node's timers takes, in milliseconds, about 24 days: it fires a longer one at once. */
export const longestTimerMs: number = 2 ** 31 - 1;
