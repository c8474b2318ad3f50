import type { Json } from "../contract/json.ts";
import type { TypeMessage } from "../contract/type-message.ts";
import type { Plain } from "./plain.ts";
import type { RefTo } from "./ref.ts";

/** What a mapping may put under a key that wants `T`: a constant, or a reference to a value that is surely there. */
export type Source<T> = T | RefTo<T>;

/** A source for every key of `T`. References stand at the top level only: FDL resolves no nested ones. */
export type SourcesOf<T> = { readonly [Key in keyof T]: Source<Exclude<T[Key], undefined>> };

/** Sources under keys that nothing prescribes. */
export interface Sources {
  readonly [key: string]: Json | RefTo<NonNullable<unknown> | null>;
}

/** What `M` says beyond the keys of `T`, each as a sentence. */
export type NoOtherKeys<M, T> = {
  readonly [Key in Exclude<
    keyof M,
    keyof T
  >]: TypeMessage<`"${Key & string}" is no key of what is wanted here`>;
};

/** What the sources `M` give while the flow runs. */
export type Resolved<M> = {
  readonly [Key in keyof M]: M[Key] extends RefTo<infer T> ? T : M[Key];
};

/** What a mapping `M` puts into `local`. */
export type Mapped<M> = Plain<Resolved<M>>;

/** A step's own input: what its mapping `M` gives, or FDL's default where it maps nothing. */
export type Given<M, Default> = unknown extends M ? Default : Mapped<M>;
