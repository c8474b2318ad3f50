import type { Merge } from "./local-types.ts";
import type { OwnInputOption } from "./own-input-option.ts";
import type { RefTo } from "./ref.ts";
import type { MapScope, Scope } from "./scope.ts";
import type { Blaming, Given, SourcesIn } from "./sources.ts";

/** How a succeed step maps. */
export type SucceedOptions<Input, Local, M, R> = Blaming<M, OwnInputOption<Input, Local, M>> & {
  /** What the step puts out; `input` is its own input. Default: nothing. */
  readonly output?: (scope: NoInfer<MapScope<Given<M, Merge<Input, Local>>>>) => R & SourcesIn<R>;
};

/** How a pass step maps. */
export type PassOptions<Input, Local, M, R, End extends boolean> = SucceedOptions<Input, Local, M, R> & {
  /** Whether the series of steps ends after this one. Default `false`. */
  readonly end?: End;
};

/** How long a wait step waits: one of the two. */
export type WaitOptions<Input, Local, End extends boolean> = {
  /** Whether the series of steps ends after this one. Default `false`. */
  readonly end?: End;
} & (
  | {
      /** Whole seconds, at most 172,800 (two days). */
      readonly durationSeconds: number | ((scope: NoInfer<Scope<Input, Local>>) => RefTo<number>);
      readonly timestamp?: never;
    }
  | {
      /** A moment as in RFC 3339, e.g. `2026-12-24T18:00:00Z`; one that is past ends the step at once. */
      readonly timestamp: string | ((scope: NoInfer<Scope<Input, Local>>) => RefTo<string>);
      readonly durationSeconds?: never;
    }
);

/** What a fail step fails with. */
export interface FailOptions {
  /** The error's name, 1 to 128 characters. */
  readonly error?: string;
  /** What happened, in words, at most 4,096 characters. */
  readonly cause?: string;
}
