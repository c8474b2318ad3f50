import type { ChoiceStep } from "./choice.ts";
import type { FailStep } from "./fail.ts";
import type { ForeachStep } from "./foreach.ts";
import type { Mappings } from "./mapping.ts";
import type { ParallelStep } from "./parallel.ts";
import type { PassStep } from "./pass.ts";
import type { SucceedStep } from "./succeed.ts";
import type { TaskStep } from "./task.ts";
import type { WaitStep } from "./wait.ts";

/** One step of a flow. */
export type Step =
  | TaskStep
  | PassStep
  | WaitStep
  | ChoiceStep
  | ParallelStep
  | ForeachStep
  | SucceedStep
  | FailStep;

/** What a step can be. */
export type StepType = Step["type"];

/** A flow as plain data: what the builder emits, the parser reads, the printer writes and the engine runs. */
export interface Flow {
  /** The two are synonyms. */
  readonly version: "v1" | "v1beta1";
  readonly type: "flow";
  /** Tolerated; the flow's name comes from the call that creates it. */
  readonly name?: string;
  /** From the execution's input to the flow's. Absent: the execution's input as it is. */
  readonly inputMappings?: Mappings;
  /** From the flow's `$input` and `$local` to its output. Absent: all of its local. */
  readonly outputMappings?: Mappings;
  /** Seconds after which the execution ends as `TimedOut`. Default: the service's own limit of one year. */
  readonly timeoutSeconds?: number;
  /** Run one after another. */
  readonly steps: readonly Step[];
}
