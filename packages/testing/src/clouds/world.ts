import type { RuntimeSend } from "@fnfkit/sdk/runtime";
import type { VirtualClock } from "../clock/index.ts";
import type { Access } from "./access.ts";
import type { AccessKey } from "./access-keys.ts";
import type { FaultPlan } from "./faults/index.ts";
import type { FindingKind } from "./findings.ts";

/** How a flow's task token reaches a function: as its mappings say, or by a door of the platform's own. */
export type PassTaskToken = "mapped" | "event" | "context" | "header";

/** What a task is reported as. */
export type TaskOutcome =
  | { readonly kind: "succeeded"; readonly output: string }
  | { readonly kind: "failed"; readonly error: string; readonly cause: string };

/** Something that has happened in the clouds, for a log; it holds no data that travel, and no secrets. */
export interface Happening {
  readonly what: "request" | "function" | "execution";
  readonly [detail: string]: string | number | undefined;
}

/** Is told what happens. */
export type Observer = (happening: Happening) => void;

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
    issue(role?: string): Required<AccessKey>;
    /** Whose a key is: nothing for the account's own, blank for a function without a role. */
    roleOf(accessKeyId: string): string | undefined;
  };
  readonly access: Access;
  /** What goes wrong on purpose. */
  readonly faults: FaultPlan;
  /** Remembers what a test has probably not meant. */
  note(kind: FindingKind, text: string): void;
  readonly observe: Observer;
  /** Where functions reach the clouds, while they are served. */
  readonly endpoint?: string | undefined;
  /** What takes functions' reports to the clouds without a socket, where something does. */
  readonly send?: RuntimeSend | undefined;
  readonly passTaskToken: PassTaskToken;
  /**
   * Reports a task as the holder of its token would, with the access key that he has. Rejects with `CloudError` when the cloud
   * refuses.
   */
  reportTask(token: string, outcome: TaskOutcome, accessKeyId: string): void | Promise<void>;
}
