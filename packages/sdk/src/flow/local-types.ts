/** Flattens an intersection, so that it reads as one object. */
type Flat<T> = { [Key in keyof T]: T[Key] };

type OptionalKeys<T> = { [Key in keyof T]-?: object extends Pick<T, Key> ? Key : never }[keyof T];

/** `$local` after a step put out `Output`: its keys overwrite earlier ones of the same name. */
export type Merge<Local, Output> = [Local] extends [never]
  ? Output
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
 * `never` stands for a path that does not exist.
 */
export type Join<A, B> = [A] extends [never]
  ? B
  : [B] extends [never]
    ? A
    : Flat<
        { [Key in keyof A & keyof B]: A[Key] | B[Key] } & {
          [Key in Exclude<keyof A, keyof B>]?: A[Key];
        } & { [Key in Exclude<keyof B, keyof A>]?: B[Key] }
      >;

/** `$local` on entering the step `Name`: by falling through, and by every jump to it. */
export type Enter<Local, Jumps, Name> = Name extends keyof Jumps ? Join<Local, Jumps[Name]> : Local;

/** What is known of the jumps after one more, to `Target`, with `Local` as it is at the jump. */
export type Jump<Jumps, Target extends string, Local> = [Target] extends [never]
  ? Jumps
  : {
      [Key in keyof Jumps | Target]: Key extends Target
        ? Key extends keyof Jumps
          ? Join<Jumps[Key], Local>
          : Local
        : Jumps[Key & keyof Jumps];
    };
