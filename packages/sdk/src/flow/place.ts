import type { StandardSchema } from "../contract/standard-schema.ts";
import type { TypeMessage } from "../contract/type-message.ts";
import type { FlowBuilder } from "./flow-builder.ts";
import type { SeriesBuilder, WayBuilder } from "./series-builder.ts";

/** The flow itself: what an execution is given, and the schema of what it gives. */
export interface WholeFlow<
  Given = unknown,
  Out extends StandardSchema | undefined = StandardSchema | undefined,
> {
  readonly given: Given;
  readonly out: Out;
}

/** Inside a branch or an iteration. */
export interface InsideSeries {
  readonly inside: "series";
}

/** Inside a way of a choice. */
export interface InsideWay {
  readonly inside: "way";
}

/** Which series of steps it is that a builder builds. */
export type Place = WholeFlow | InsideSeries | InsideWay;

/** The builder of a series as it is now. */
export type SeriesAt<
  Input,
  Local,
  Names extends string,
  Elsewhere extends string,
  Jumps,
  Ended,
  At extends Place,
> = At extends WholeFlow
  ? FlowBuilder<Input, Local, Names, Elsewhere, Jumps, Ended, At>
  : At extends InsideWay
    ? WayBuilder<Input, Local, Names, Elsewhere, Jumps, Ended>
    : SeriesBuilder<Input, Local, Names, Elsewhere, Jumps, Ended>;

/** The builder after a step that may have been the last. */
export type Next<
  Input,
  Local,
  Names extends string,
  Elsewhere extends string,
  Jumps,
  Ended,
  At extends Place,
  End extends boolean,
> = SeriesAt<
  Input,
  End extends true ? never : Local,
  Names,
  Elsewhere,
  Jumps,
  End extends true ? Ended | Local : Ended,
  At
>;

/** What a step's name must be beside text: no other step's. */
export type NewName<Name, Names, Elsewhere> = Name extends Names
  ? TypeMessage<`the step name "${Name & string}" is taken`>
  : Name extends Elsewhere
    ? TypeMessage<`the step name "${Name & string}" is taken`>
    : unknown;
