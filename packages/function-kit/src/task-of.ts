import type { FunctionContract } from "@fnfkit/sdk/contract";
import { later } from "./deferred.ts";
import type { Task } from "./task.ts";

/** What a task is made of. */
export interface TaskParts extends Omit<Task, "attempt" | "defer"> {
  readonly contract: FunctionContract;
  readonly onDefer: () => void;
}

export function taskOf({ contract, onDefer, ...parts }: TaskParts): Task {
  return {
    ...parts,
    attempt: Number(parts.context.retryCount ?? 0) + 1,
    defer() {
      if (parts.token === undefined) {
        throw new Error(
          `Failed to defer the report of "${contract.name}": its event carries no task token, so nobody could ever report. Map $context.task.token in the flow.`,
        );
      }
      onDefer();
      return later();
    },
  };
}
