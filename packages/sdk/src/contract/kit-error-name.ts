/**
 * The error names that the function kit itself reports to a flow. A step's `catch` and `retry` accept them beside those a
 * contract declares.
 *
 * - `FunctionDeadlineExceeded`: the function was about to be stopped by the platform before it had finished
 * - `InvalidInput`: the event does not fit the contract's input
 * - `InvalidOutput`: the handler's result does not fit the contract's output, or JSON cannot carry it
 * - `OutputTooLarge`: the handler's result is larger than the service takes
 */
export type KitErrorName = "FunctionDeadlineExceeded" | "InvalidInput" | "InvalidOutput" | "OutputTooLarge";
