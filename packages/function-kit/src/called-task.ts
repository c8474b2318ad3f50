import { type Deferred, later } from "./deferred.ts";
import type { Task } from "./task.ts";

/** What a task is made of. */
export interface TaskParts extends Pick<Task, "token" | "jobId" | "clock" | "context"> {
  /** The contract's name. */
  readonly name: string;
  /** What the task's signal is made by. */
  readonly abort: AbortController;
}

/** The task of one invocation. A class, since to make an object with a getter of its own takes longer than half of all else. */
export class CalledTask implements Task {
  // Only declared: otherwise each is made first, as undefined, and set afterwards.
  declare readonly token: string | undefined;
  declare readonly jobId: string | undefined;
  declare readonly attempt: number;
  declare readonly clock: Task["clock"];
  declare readonly context: Task["context"];
  declare readonly defer: () => Deferred;
  hasDeferred = false;
  declare private readonly abort: AbortController;

  constructor({ name, token, jobId, clock, context, abort }: TaskParts) {
    this.token = token;
    this.jobId = jobId;
    this.attempt = Number(context.retryCount ?? 0) + 1;
    this.clock = clock;
    this.context = context;
    this.abort = abort;
    this.defer = () => {
      if (token === undefined) {
        throw new Error(
          `Failed to defer the report of "${name}": its event carries no task token. Map $context.task.token in the flow.`,
        );
      }
      this.hasDeferred = true;
      return later();
    };
  }

  /** Made when first asked for: it costs as much as all else of an invocation, and few handlers ask. */
  get signal(): AbortSignal {
    return this.abort.signal;
  }
}
