import { FnfkitError, isFnfkitError } from "./fnfkit-error.ts";

/** One field that does not fit. */
export interface ContractIssue {
  /** Where in the value, e.g. `["lines", 0, "sku"]`; empty for the value itself. */
  readonly path: readonly (string | number)[];
  /** The schema's own words. */
  readonly message: string;
}

/** A value does not fit the side of a contract (or of a flow) it was meant for. */
export class ContractError extends FnfkitError {
  override readonly name = "ContractError";
  override readonly code = "CONTRACT";
  /** Whose contract: the function's or the flow's name. */
  readonly contract: string;
  /** Which side of it. */
  readonly side: "input" | "output";
  /** Every field that does not fit. */
  readonly issues: readonly ContractIssue[];

  constructor(contract: string, side: "input" | "output", issues: readonly ContractIssue[]) {
    const fields = issues.map(({ path, message }) =>
      path.length === 0 ? message : `${path.join(".")}: ${message}`,
    );
    super(`The ${side} does not fit the contract of "${contract}": ${fields.join("; ")}.`);
    this.contract = contract;
    this.side = side;
    this.issues = issues;
  }
}

/** Whether `value` is a {@link ContractError} of any copy of fnfkit. */
export function isContractError(value: unknown): value is ContractError {
  return isFnfkitError(value, "CONTRACT");
}
