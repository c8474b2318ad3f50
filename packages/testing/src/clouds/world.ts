import type { VirtualClock } from "../clock/index.ts";
import type { AccessKey } from "./access-keys.ts";

/** How a flow's task token reaches a function: as its mappings say, or by a door of the platform's own. */
export type PassTaskToken = "mapped" | "event" | "context" | "header";

/** What a task is reported as. */
export type TaskOutcome =
  | { readonly kind: "succeeded"; readonly output: string }
  | { readonly kind: "failed"; readonly error: string; readonly cause: string };

/** What both clouds live in: one account in one region, with its clock, its chance and its keys. */
export interface World {
  readonly region: string;
  readonly accountId: string;
  readonly clock: VirtualClock;
  readonly ids: {
    /** The id of a request, e.g. `4E7A3C2D-…`. */
    requestId(): string;
    uuid(): string;
  };
  readonly credentials: {
    /** Temporary credentials that both clouds accept, e.g. for a function's role. */
    issue(): Required<AccessKey>;
  };
  /** Where functions reach the clouds, while they are served. */
  readonly endpoint?: string | undefined;
  readonly passTaskToken: PassTaskToken;
  /** Reports a task as the holder of its token would. Rejects with `CloudError` when the cloud refuses. */
  reportTask(token: string, outcome: TaskOutcome): void | Promise<void>;
}
