import { dateOf, textOf } from "../call/wire-values.ts";
import { functionArn, parseFunctionArn } from "../contract/function-arn.ts";
import type { FunctionTarget } from "../contract/function-contract.ts";
import { isJsonObject, type Json, type JsonObject } from "../contract/json.ts";
import type { FcPlace } from "./fc-endpoint.ts";
import type { Generation } from "./generation.ts";

/** Where the outcome of an asynchronous invocation goes: a function, or the resource name of a queue, a topic, an event bus. */
export type Destination = FunctionTarget | string;

/** How a function's asynchronous invocations are treated; whatever is left out stays as it is. */
export interface AsyncSettings {
  /** Whether invocations are tracked as jobs: stateful invocation in FC 2.0, asynchronous tasks in FC 3.0. */
  readonly stateful?: boolean;
  /** How often a failed invocation is tried again, 0 to 8. The service's default is 3. */
  readonly maxAsyncRetryAttempts?: number;
  /** How old an invocation may be when it is (again) to run, in seconds. The service's default is 86,400. */
  readonly maxAsyncEventAgeSeconds?: number;
  /** Where a success goes. To the service the two destinations are one setting: give both, or the other may be lost. */
  readonly onSuccess?: Destination;
  /** Where a failure goes, once it is not tried again. */
  readonly onFailure?: Destination;
}

/** The asynchronous invocation configuration of a function. */
export interface AsyncConfig extends AsyncSettings {
  /** The version or alias that it holds for; absent when it is the function's own. */
  readonly qualifier?: string;
  readonly stateful: boolean;
  /** A resource name. */
  readonly onSuccess?: string;
  /** A resource name. */
  readonly onFailure?: string;
  readonly createdTime?: Date;
  readonly lastModifiedTime?: Date;
}

/** Settings as they travel. A destination without region or account is one in the function's own. */
export function settingsBody(
  { stateful: switchName }: Generation,
  settings: AsyncSettings,
  { region, accountId: account }: Pick<FcPlace, "region" | "accountId">,
): JsonObject {
  const { stateful, maxAsyncRetryAttempts, maxAsyncEventAgeSeconds, onSuccess, onFailure } = settings;
  const to = (destination: Destination) => ({
    destination:
      typeof destination === "string" ? destination : functionArn({ region, account, ...destination }),
  });
  return {
    ...(stateful !== undefined && { [switchName]: stateful }),
    ...(maxAsyncRetryAttempts !== undefined && { maxAsyncRetryAttempts }),
    ...(maxAsyncEventAgeSeconds !== undefined && { maxAsyncEventAgeInSeconds: maxAsyncEventAgeSeconds }),
    ...((onSuccess !== undefined || onFailure !== undefined) && {
      destinationConfig: {
        ...(onSuccess !== undefined && { onSuccess: to(onSuccess) }),
        ...(onFailure !== undefined && { onFailure: to(onFailure) }),
      },
    }),
  };
}

/** Reads a configuration as either generation answers it. */
export function asyncConfig({ stateful }: Generation, body: JsonObject): AsyncConfig {
  const { maxAsyncRetryAttempts, maxAsyncEventAgeInSeconds, destinationConfig } = body;
  const qualifier = qualifierIn(body);
  const createdTime = dateOf(body.createdTime);
  const lastModifiedTime = dateOf(body.lastModifiedTime);
  const onSuccess = destinationIn(destinationConfig, "onSuccess");
  const onFailure = destinationIn(destinationConfig, "onFailure");
  return {
    ...(qualifier !== undefined && { qualifier }),
    stateful: body[stateful] === true,
    ...(typeof maxAsyncRetryAttempts === "number" && { maxAsyncRetryAttempts }),
    ...(typeof maxAsyncEventAgeInSeconds === "number" && {
      maxAsyncEventAgeSeconds: maxAsyncEventAgeInSeconds,
    }),
    ...(onSuccess !== undefined && { onSuccess }),
    ...(onFailure !== undefined && { onFailure }),
    ...(createdTime !== undefined && { createdTime }),
    ...(lastModifiedTime !== undefined && { lastModifiedTime }),
  };
}

// FC 3.0 need not say it beside the function's resource name, which holds it.
function qualifierIn({ qualifier, functionArn: arn }: JsonObject): string | undefined {
  const found = textOf(qualifier) ?? parseFunctionArn(textOf(arn) ?? "")?.qualifier;
  return found === "LATEST" ? undefined : found;
}

function destinationIn(config: Json | undefined, outcome: "onSuccess" | "onFailure"): string | undefined {
  const part = isJsonObject(config) ? config[outcome] : undefined;
  return isJsonObject(part) ? textOf(part.destination) : undefined;
}
