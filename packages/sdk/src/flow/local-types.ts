import type { Flat } from "./plain.ts";

type OptionalKeys<T> = { [Key in keyof T]-?: object extends Pick<T, Key> ? Key : never }[keyof T];

/**
 * `$local` after a step put out `Output`: its keys overwrite earlier ones of the same name. `never` on either side, where
 * no path leads that is known yet, adds nothing.
 */
export type Merge<Local, Output> = [Local] extends [never]
  ? Output
  : [Output] extends [never]
    ? Local
    : keyof Local & keyof Output extends never
      ? Local & Output
      : Flat<
          Omit<Local, keyof Output> &
            Omit<Output, keyof Local & OptionalKeys<Output>> & {
              [Key in keyof Pick<Local, keyof Local & OptionalKeys<Output>>]:
                | Local[Key]
                | Exclude<Output[Key & keyof Output], undefined>;
            }
        >;

/**
 * `$local` where two paths meet: what only one of them sets is possibly missing.
 * `never` stands for a path that does not exist; a union stands for many.
 */
export type Join<A, B = never> = JoinAll<A | B>;

// One object, never a union of them: a union would double with every choice that follows.
type JoinAll<Locals> = [Locals] extends [never]
  ? never
  : Flat<
      { readonly [Key in SureKeys<Locals>]: ValueAt<Locals, Key> } & {
        readonly [Key in Exclude<KeyOf<Locals>, SureKeys<Locals>>]?: Exclude<ValueAt<Locals, Key>, undefined>;
      }
    >;

type KeyOf<Union> = Union extends unknown ? keyof Union : never;

/** The keys that are surely there on every path. */
type SureKeys<Union> = Exclude<keyof Union, Union extends unknown ? OptionalKeys<Union> : never>;

type ValueAt<Union, Key> = Union extends unknown ? (Key extends keyof Union ? Union[Key] : never) : never;

/**
 * The jumps to one step from places that follow each other: what `$local` holds at the first of them and at the last.
 * In between it only grows, so that the two stand for them all, however many steps jump there.
 */
export interface Landed<Target extends string, First, Last> {
  readonly target: Target;
  readonly first: First;
  readonly last: Last;
}

/** What is known of the jumps of a series that has none. */
export type NoJumps = never;

/** The steps that are jumped to. */
export type Targets<Jumps> = Jumps["target" & keyof Jumps];

/** `$local` on entering the step `Name`: by falling through, and by every jump to it. */
export type Enter<Local, Jumps, Name> =
  Name extends Targets<Jumps> ? Join<Local, LocalAt<Jumps, Name>> : Local;

type LocalAt<Jumps, Name> =
  Jumps extends Landed<infer Target, infer First, infer Last>
    ? Name extends Target
      ? First | Last
      : never
    : never;

/** What is known of the jumps, a union of {@link Landed}, after one more to `Target`, with `Local` as it is there. */
export type Jump<Jumps, Target extends string, Local> = [Target] extends [never]
  ? Jumps
  : [Local] extends [never]
    ? Jumps
    : Target extends Targets<Jumps>
      ? JumpAgain<Jumps, Target, Local>
      : Jumps | Landed<Target, Local, Local>;

type JumpAgain<Jumps, Target extends string, Local> =
  Jumps extends Landed<Target, infer First, infer Last>
    ? [Local] extends [Last]
      ? Landed<Target, First, Local>
      : Jumps | Landed<Target, Local, Local>
    : Jumps;
