import { createHmac } from "node:crypto";
import type { PendingTask } from "../../engine/index.ts";
import { invalidArgument, taskAlreadyCompleted } from "./refusals.ts";

/** The tokens of tasks: each is good for one report. */
export class TaskTokens {
  readonly #key: string;
  readonly #tasks = new Map<string, PendingTask>();

  constructor(seed: number) {
    this.#key = `fnfkit ${seed}`;
  }

  /** A token of the service's own form: base64 of `v1#flow#execution#event id#digest`. */
  issue(flow: string, execution: string, task: PendingTask): string {
    const subject = `v1#${flow}#${execution}#${task.eventId}`;
    const digest = createHmac("sha1", this.#key).update(`${subject}#${task.attempt}`).digest("base64");
    const token = Buffer.from(`${subject}#${digest}`).toString("base64");
    this.#tasks.set(token, task);
    return token;
  }

  /**
   * The task that a token may report.
   *
   * @throws CloudError 400 `InvalidArgument` for a token never issued, `TaskAlreadyCompleted` for one that is used up
   */
  redeem(token: string): PendingTask {
    const task = this.#tasks.get(token);
    if (task === undefined) throw invalidArgument("TaskToken is not valid");
    if (task.isOver) throw taskAlreadyCompleted(task.step);
    return task;
  }

  reset(): void {
    this.#tasks.clear();
  }
}
