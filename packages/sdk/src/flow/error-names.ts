import type { FunctionContract, FunctionErrors } from "../contract/function-contract.ts";
import type { KitErrorName } from "../contract/kit-error-name.ts";

/**
 * The error names that the services themselves give: `FnF.ALL` stands for every error, `FnF.TaskTimeout` for a step's
 * time-out, and Function Compute's own error codes follow `FC.`, e.g. `FC.ResourceExhausted`.
 */
export type PlatformErrorName =
  | "FnF.ALL"
  | "FnF.TaskTimeout"
  | "FnF.InvalidLocal"
  | "FnF.RuntimeError"
  | `FC.${string}`;

/** The error names a step that calls `Contract` can retry and catch: the declared ones, the kit's, the platform's. */
export type StepErrorName<Contract extends FunctionContract> =
  | FunctionErrors<Contract>
  | KitErrorName
  | PlatformErrorName;
