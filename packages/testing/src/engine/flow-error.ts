/** An error as a flow sees it: the name that `retry` and `catch` match, and what happened in words. */
export interface FlowError {
  readonly error: string;
  readonly cause: string;
}

/** Thrown where a step cannot go on because its definition and its data do not fit each other. */
export class RuntimeFailure extends Error {
  readonly flowError: FlowError;

  constructor(cause: string) {
    super(cause);
    this.flowError = { error: "FnF.RuntimeError", cause };
  }
}

/** Thrown where data have outgrown what the service allows: the execution fails, whatever the step's `retry` and `catch` say. */
export class LimitFailure extends RuntimeFailure {}

/** Whether a `retry` or `catch` that lists `errors` is for `error`. */
export function matches(errors: readonly string[], { error }: FlowError): boolean {
  return errors.includes(error) || errors.includes("FnF.ALL");
}
