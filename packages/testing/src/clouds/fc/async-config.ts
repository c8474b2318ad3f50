import {
  type FunctionTarget,
  functionArn,
  isJsonObject,
  type Json,
  type JsonObject,
} from "@fnfkit/sdk/contract";
import { CloudError } from "../../wire/cloud-error.ts";
import { vocabularyOf } from "./vocabulary.ts";

/** How a function's asynchronous invocations are treated. Times in milliseconds since the epoch. */
export interface AsyncConfig {
  readonly createdAt: number;
  readonly modifiedAt: number;
  readonly stateful?: boolean;
  readonly maxAsyncRetryAttempts?: number;
  readonly maxAsyncEventAgeInSeconds?: number;
  readonly destinationConfig?: Json;
}

/** The service's own default. */
export const defaultRetryAttempts = 3;

/** The service's own default: a day. */
export const defaultEventAgeSeconds = 86_400;

/** A configuration after a PUT: what the request leaves out stays as it was. */
export function mergeAsyncConfig(
  current: AsyncConfig | undefined,
  target: FunctionTarget,
  request: unknown,
  now: number,
): AsyncConfig {
  if (!isJsonObject(request)) throw invalid("the body must be a JSON object");
  const { destinationConfig } = request;
  const stateful = request[vocabularyOf(target).stateful];
  if (stateful !== undefined && typeof stateful !== "boolean") {
    throw invalid(`${vocabularyOf(target).stateful} must be a boolean`);
  }
  const maxAsyncRetryAttempts = integer(request, "maxAsyncRetryAttempts", 0, 8);
  const maxAsyncEventAgeInSeconds = integer(request, "maxAsyncEventAgeInSeconds", 1, 2_592_000);
  return {
    createdAt: now,
    ...current,
    modifiedAt: now,
    ...(stateful !== undefined && { stateful }),
    ...(maxAsyncRetryAttempts !== undefined && { maxAsyncRetryAttempts }),
    ...(maxAsyncEventAgeInSeconds !== undefined && { maxAsyncEventAgeInSeconds }),
    ...(destinationConfig !== undefined && { destinationConfig }),
  };
}

/** A configuration as the service answers it. */
export function describeAsyncConfig(
  target: FunctionTarget,
  { createdAt, modifiedAt, stateful = false, ...settings }: AsyncConfig,
  place: { readonly region: string; readonly account: string },
): JsonObject {
  const { service, name, qualifier = "LATEST" } = target;
  return {
    ...(service === undefined
      ? { functionArn: functionArn({ ...target, ...place }) }
      : { service, function: name, qualifier }),
    createdTime: new Date(createdAt).toISOString(),
    lastModifiedTime: new Date(modifiedAt).toISOString(),
    [vocabularyOf(target).stateful]: stateful,
    ...settings,
  };
}

function integer(request: JsonObject, key: string, least: number, most: number): number | undefined {
  const value = request[key];
  if (value === undefined) return undefined;
  if (typeof value === "number" && Number.isInteger(value) && value >= least && value <= most) return value;
  throw invalid(`${key} must be an integer between ${least} and ${most}`);
}

function invalid(message: string): CloudError {
  return new CloudError(400, "InvalidArgument", message);
}
