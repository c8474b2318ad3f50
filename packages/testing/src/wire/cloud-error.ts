/** An error that one of the clouds answers with. */
export class CloudError extends Error {
  override readonly name = "CloudError";
  /** The HTTP status. */
  readonly status: number;
  /** The service's code, e.g. `FlowNotExists`. */
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}
