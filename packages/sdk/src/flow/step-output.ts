import type { TypeMessage } from "../contract/type-message.ts";
import type { Entry } from "./plain.ts";
import type { MappedBy } from "./sources.ts";

/** A step's result under a key of its own. */
export type Kept<Key extends string, Result> = Key extends `${string}-${string}`
  ? Entry<Key, TypeMessage<`FDL cannot refer to the key "${Key}": give the step as: "…", without hyphens`>>
  : Entry<Key, Result>;

/** What a task step puts out: as its `output` maps (`Map`), merged, or its result under a key of its own. */
export type TaskStepOutput<Key extends string, Result, Merged, Map> = Map extends object
  ? MappedBy<Map>
  : [Merged] extends [never]
    ? Kept<Key, Result>
    : Mergeable<Result>;

/** What is known of `local` after a result was merged into it. */
export type Mergeable<Result> = Result extends TypeMessage<string> | Record<string, never>
  ? unknown
  : [Result] extends [object]
    ? Result
    : unknown;
