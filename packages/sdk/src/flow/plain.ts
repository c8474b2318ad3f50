/**
 * The same type of JSON data, built of parts that the compiler knows to be complete.
 *
 * To the compiler what a schema infers may still have open type variables, so that every later step of a flow would go
 * through it again; a type whose arguments are all complete is handed on as it is. Below the fourth level, where a
 * recursive schema has no end, types stay as they are.
 */
export type Plain<T, Depth extends number = 4> = [unknown] extends [T]
  ? T
  : T extends string | number | boolean | null | undefined
    ? T
    : [Depth] extends [0]
      ? T
      : T extends readonly unknown[]
        ? PlainList<T, Below[Depth]>
        : T extends object
          ? PlainObject<T, Below[Depth]>
          : T;

type Below = readonly [0, 0, 1, 2, 3];

type PlainList<T extends readonly unknown[], Depth extends number> = number extends T["length"]
  ? T extends unknown[]
    ? Plain<T[number], Depth>[]
    : readonly Plain<T[number], Depth>[]
  : { [Index in keyof T]: Plain<T[Index], Depth> };

type PlainObject<T extends object, Depth extends number> = [keyof T] extends [never]
  ? T
  : string extends keyof T
    ? T
    : Flat<Whole<{ [Key in keyof T]-?: Part<Key, T, Depth> }[keyof T]>>;

type Part<Key extends keyof T, T, Depth extends number> =
  object extends Pick<T, Key>
    ? { readonly [K in Key]?: Plain<Exclude<T[Key], undefined>, Depth> }
    : Entry<Key, Plain<T[Key], Depth>>;

type Whole<Parts> = (Parts extends unknown ? (part: Parts) => void : never) extends (all: infer All) => void
  ? All
  : never;

/** An object with one key. */
export type Entry<Key extends PropertyKey, Value> = { readonly [K in Key]: Value };

/** Flattens an intersection, so that it reads as one object. */
export type Flat<T> = { [Key in keyof T]: T[Key] };
