import { isJsonObject, isName, type JsonObject } from "@fnfkit/sdk/contract";
import { jsonBytes } from "../../engine/index.ts";
import { invalidArgument, missingParam } from "./refusals.ts";

/** The parameters of a call, read the way the service checks them. Every method throws the `CloudError` it would answer. */
export class Params {
  readonly #values: { readonly [name: string]: string };

  constructor(values: { readonly [name: string]: string }) {
    this.#values = values;
  }

  /** A parameter that need not be given; a blank one is not. */
  optional(name: string): string | undefined {
    return this.#values[name] || undefined;
  }

  /** A parameter that must be given, if only as a blank. */
  required(name: string): string {
    const value = this.#values[name];
    if (value === undefined) throw missingParam(name);
    return value;
  }

  /** The name of a flow or of an execution. */
  name(name: string): string {
    return checkedName(name, this.required(name));
  }

  optionalName(name: string): string | undefined {
    const value = this.optional(name);
    return value === undefined ? undefined : checkedName(name, value);
  }

  oneOf<const Value extends string>(name: string, values: readonly Value[]): Value | undefined {
    const value = this.optional(name);
    if (value === undefined) return undefined;
    const found = values.find((known) => known === value);
    if (found === undefined) throw invalidArgument(`${name} must be one of ${values.join(", ")}`);
    return found;
  }

  integer(name: string, { least, most }: { least: number; most: number }): number | undefined {
    const text = this.optional(name);
    if (text === undefined) return undefined;
    const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
    if (value >= least && value <= most) return value;
    throw invalidArgument(`${name} must be an integer between ${least} and ${most}`);
  }

  boolean(name: string): boolean | undefined {
    const text = this.oneOf(name, ["true", "false"]);
    return text === undefined ? undefined : text === "true";
  }

  /** A text of a limited length. */
  text(name: string, most: number): string | undefined {
    const value = this.optional(name);
    if (value === undefined || value.length <= most) return value;
    throw invalidArgument(`${name} must have at most ${most} characters`);
  }

  /** A JSON object, which travels as text. */
  jsonObject(name: string, text: string): JsonObject {
    const value = parsed(text);
    if (!isJsonObject(value)) throw invalidArgument(`${name} must be a JSON object`);
    if (jsonBytes(value as JsonObject) < Number.POSITIVE_INFINITY) return value as JsonObject;
    throw invalidArgument(`${name} is nested too deep`);
  }

  /** A JSON list, which travels as text. */
  jsonArray(name: string, text: string): readonly unknown[] {
    const value = parsed(text);
    if (Array.isArray(value)) return value;
    throw invalidArgument(`${name} must be a JSON array`);
  }

  /** A moment in milliseconds since the Unix epoch. */
  moment(name: string): number | undefined {
    const text = this.optional(name);
    if (text === undefined) return undefined;
    const moment = Date.parse(text);
    if (Number.isNaN(moment)) throw invalidArgument(`${name} must be a time as in RFC 3339`);
    return moment;
  }
}

function checkedName(param: string, value: string): string {
  if (isName(value)) return value;
  throw invalidArgument(
    `${param} must start with a letter or '_' and hold only letters, digits, '_' and '-' (at most 128)`,
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
