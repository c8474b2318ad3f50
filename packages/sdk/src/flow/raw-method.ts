import type { Json } from "../contract/json.ts";
import type { InferInput, StandardSchema } from "../contract/standard-schema.ts";
import type { Step } from "../fdl/tree/index.ts";
import type { Enter, Jump, Merge } from "./local-types.ts";
import type { NewName, Next, Place, SeriesAt } from "./place.ts";
import type { Entry, Plain } from "./plain.ts";

/** The step that is taken as FDL has it. */
export interface RawMethod<
  in out Input,
  in out Local,
  in out Names extends string,
  in out Elsewhere extends string,
  in out Jumps,
  in out Ended,
  in out At extends Place,
> {
  /**
   * Adds a step as FDL has it, for what the other methods cannot say. Its references are not checked.
   *
   * Of what it puts out only the targets of its `outputMappings` are known, unless `puts` says more; its jumps and its end
   * are understood.
   *
   * @example
   * .raw("detect", {
   *   type: "task", action: "facebody:DetectMask", serviceParams: { ImageURL: "$.url" },
   *   outputMappings: [{ target: "mask", source: "$local.Data.Mask" }],
   * }, { puts: z.object({ mask: z.number() }) })
   * // - type: task
   * //   name: detect
   * //   action: facebody:DetectMask
   * //   outputMappings:
   * //     - { target: mask, source: $local.Data.Mask }
   * //   serviceParams: { ImageURL: $.url }
   *
   * @throws FlowDefinitionError when a name inside it is taken, or it has a key that no step of its type has
   */
  raw<
    const Name extends string,
    const Raw extends RawStep,
    Schema extends StandardSchema | undefined = undefined,
  >(
    name: Name & NewName<Name, Names, Elsewhere>,
    step: Raw,
    options?: {
      /** Any Standard Schema of what the step puts out. Nothing validates it. */
      readonly puts?: Schema;
    },
  ): Raw extends { readonly type: "fail" }
    ? SeriesAt<Input, never, Names | Name, Elsewhere, Jumps, Ended, At>
    : Next<
        Input,
        Merge<Enter<Local, Jumps, Name>, RawOutput<Raw, Schema>>,
        Names | Name,
        Elsewhere,
        Jump<Jumps, RawTarget<Raw>, Merge<Enter<Local, Jumps, Name>, Partial<RawOutput<Raw, Schema>>>>,
        Ended,
        At,
        Raw extends { readonly end: true } | { readonly type: "succeed" } ? true : false
      >;
}

/** A step of FDL without its name, which is given beside it. */
export type RawStep = Step extends infer Each ? (Each extends Step ? Omit<Each, "name"> : never) : never;

type RawOutput<Raw, Schema> = Schema extends StandardSchema
  ? Plain<InferInput<Schema>>
  : Raw extends { readonly outputMappings: readonly { readonly target: infer Target extends string }[] }
    ? Entry<Target, Json>
    : unknown;

type RawTarget<Raw> =
  | TargetsIn<Raw, "catch">
  | TargetsIn<Raw, "choices">
  | (Raw extends { readonly default: { readonly goto: infer Target extends string } } ? Target : never);

type TargetsIn<Raw, Key extends string> = Raw extends { readonly [K in Key]: readonly (infer Rule)[] }
  ? Rule extends { readonly goto: infer Target extends string }
    ? Target
    : never
  : never;
