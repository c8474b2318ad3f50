import {
  type FunctionTarget,
  functionArn,
  isJsonObject,
  type Json,
  type JsonObject,
} from "@fnfkit/sdk/contract";

/** Where the outcome of an asynchronous invocation goes: a function, or the ARN of a function, a queue or a topic. */
export type Destination = FunctionTarget | string;

export interface DestinationOptions {
  /** Where a success goes. Default: nowhere. */
  readonly onSuccess?: Destination;
  /** Where a failure goes, once it is not tried again. Default: nowhere. */
  readonly onFailure?: Destination;
}

/** The destinations as the service's configuration has them; nothing when there are none. */
export function destinationConfig({ onSuccess, onFailure }: DestinationOptions): JsonObject | undefined {
  if (onSuccess === undefined && onFailure === undefined) return undefined;
  return {
    ...(onSuccess !== undefined && { onSuccess: { destination: arnOf(onSuccess) } }),
    ...(onFailure !== undefined && { onFailure: { destination: arnOf(onFailure) } }),
  };
}

/** The ARN that a configuration names for an outcome, if it names one. */
export function destinationIn(
  config: Json | undefined,
  outcome: "onSuccess" | "onFailure",
): string | undefined {
  const part = isJsonObject(config) ? config[outcome] : undefined;
  const destination = isJsonObject(part) ? part.destination : undefined;
  return typeof destination === "string" && destination !== "" ? destination : undefined;
}

function arnOf(destination: Destination): string {
  return typeof destination === "string" ? destination : functionArn(destination);
}
