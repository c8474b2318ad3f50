import type { Json } from "../contract/json.ts";
import type { TypeMessage } from "../contract/type-message.ts";
import type { Plain } from "./plain.ts";
import type { RefTo } from "./ref.ts";

/** What a mapping may put under a key that wants `T`: a constant, or a reference to a value that is surely there. */
export type Source<T> = Readable<T> | RefTo<Readable<T>>;

// Nobody changes what travels as JSON: a list that must not be changed is as good as one that may be.
type Readable<T> = T extends readonly unknown[] ? Readonly<T> : T;

/** A source for every key of `T`. References stand at the top level only: FDL resolves no nested ones. */
export type SourcesOf<T> = { readonly [Key in keyof T]: Source<Exclude<T[Key], undefined>> };

/** Sources under keys that nothing prescribes. */
export interface Sources {
  readonly [key: string]: Json | RefTo<NonNullable<unknown> | null>;
}

/** Sources under the keys of `M`, one by one, so that a wrong one is found at its key. */
export type SourcesIn<M> = Sources & { readonly [Key in keyof M]: Sources[string] };

type KeyOf<Union> = Union extends unknown ? keyof Union : never;

/** What `M` says beyond the keys of `T`, each as a sentence. */
export type NoOtherKeys<M, T> = {
  readonly [Key in Exclude<
    keyof M,
    KeyOf<T>
  >]: TypeMessage<`"${Key & string}" is no key of what is wanted here`>;
};

/**
 * Options with a function that gives `M`, if it is there. Where it is there it is not optional to the compiler, which
 * blames an optional function as a whole, and not the wrong key in what it gives.
 */
export type Blaming<M, Options> = unknown extends M ? Options : Required<Options>;

/** What the sources `M` give while the flow runs. A constant `true` may well be `false` in another round of a loop. */
export type Resolved<M> = {
  readonly [Key in keyof M]: M[Key] extends RefTo<infer T> ? T : M[Key] extends boolean ? boolean : M[Key];
};

/** What a mapping `M` puts into `local`. */
export type MappedBy<M> = Plain<Resolved<M>>;

/** A step's own input: what its mapping `M` gives, or FDL's default where it maps nothing. */
export type Given<M, Default> = unknown extends M ? Default : MappedBy<M>;
