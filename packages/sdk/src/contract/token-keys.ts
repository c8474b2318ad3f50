import type { FunctionContract } from "./function-contract.ts";

/** The event key that a flow's task token travels under when the contract names none. */
export const usualTokenKey = "taskToken";

const usualTokenKeys: readonly string[] = [usualTokenKey, "task_token", "TaskToken"];

/** The event keys that may carry a task token, in the order in which they are looked at: the contract's, then the usual ones. */
export function tokenKeysOf({ token }: Pick<FunctionContract, "token">): readonly string[] {
  return token === undefined ? usualTokenKeys : [token, ...usualTokenKeys];
}
