import type { Json } from "./json.ts";
import type { TypeMessage } from "./type-message.ts";

/** Whatever part of `T` JSON cannot carry as it is; `never` when it can carry all of it. */
type NotJson<T> = unknown extends T
  ? never
  : T extends Json
    ? never
    : T extends bigint | symbol | undefined | ((...args: never[]) => unknown)
      ? T
      : T extends readonly (infer Item)[]
        ? NotJson<Item>
        : T extends { toJSON(...args: never[]): unknown }
          ? T
          : T extends object
            ? { [K in keyof T]-?: NotJson<Exclude<T[K], undefined>> }[keyof T]
            : T;

/** `unknown` when JSON can carry `T`, and a sentence that says what is wrong otherwise. */
export type JsonCompatible<T> = [NotJson<T>] extends [never]
  ? T extends readonly unknown[] | string | number | boolean | null
    ? TypeMessage<"a step's input and output are JSON objects: wrap this value in an object">
    : unknown
  : TypeMessage<"JSON cannot carry this type: use strings, numbers, booleans, null, arrays and plain objects">;
