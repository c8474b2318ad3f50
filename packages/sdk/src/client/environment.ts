import { objectOf, objectsOf, textOf } from "../call/wire-values.ts";
import type { Json } from "../contract/json.ts";

/** A variable that a CloudFlow definition can read. */
export interface EnvironmentVariable {
  readonly name: string;
  readonly value: string;
  readonly description?: string;
}

/** Reads the environment of a flow or an execution. */
export function environmentOf(value: Json | undefined): readonly EnvironmentVariable[] {
  return objectsOf(objectOf(value)?.Variables).map(({ Name, Value, Description }) => {
    const description = textOf(Description);
    return {
      name: textOf(Name) ?? "",
      value: textOf(Value) ?? "",
      ...(description !== undefined && { description }),
    };
  });
}

/** The environment as it travels. */
export function environmentText(variables: readonly EnvironmentVariable[]): string {
  return JSON.stringify({
    Variables: variables.map(({ name, value, description }) => ({
      Name: name,
      Value: value,
      Description: description,
    })),
  });
}
