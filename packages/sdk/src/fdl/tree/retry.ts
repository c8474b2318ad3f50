/** When and how often a failed task is tried again. */
export interface Retry {
  /** The error names it is for; `FnF.ALL` is for every error. */
  readonly errors: readonly string[];
  /** Seconds before the first retry. Default 1, at most 86,400. */
  readonly intervalSeconds?: number;
  /** The longest interval in seconds. Default and maximum 86,400. */
  readonly maxIntervalSeconds?: number;
  /** How many retries, not counting the first try. Default 3. */
  readonly maxAttempts?: number;
  /** What each interval is multiplied by to give the next. Default 2. */
  readonly multiplier?: number;
}

/** Where a failed task goes on once its retries are used up. */
export interface Catch {
  /** The error names it is for; `FnF.ALL` is for every error. */
  readonly errors: readonly string[];
  /** A sibling step. */
  readonly goto: string;
}
