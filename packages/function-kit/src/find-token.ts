import { type FunctionContract, isJsonObject, tokenKeysOf } from "@fnfkit/sdk/contract";
import type { FcContext, FcEvent } from "./platform.ts";
import type { ReadEvent } from "./read-event.ts";

/** Where else to look for the task token first. */
export type TokenSource = (event: FcEvent, context: FcContext) => string | undefined;

/** What the contract's input is read from, and what travelled beside it. */
export interface TaskEvent {
  readonly input: unknown;
  readonly token: string | undefined;
  readonly jobId: string | undefined;
}

const header = "x-fnf-task-token";

/**
 * Finds the task token, and takes it and the job id out of the event: neither is part of the contract's input.
 *
 * Flows map the token into the event under a key of their choice. That context, headers or query carry it is not known of
 * any platform; they are looked at last.
 */
export function findToken(
  contract: FunctionContract,
  { body, headers, query }: ReadEvent,
  context: FcContext,
  given: string | undefined,
): TaskEvent {
  const event: Fields = isJsonObject(body) ? body : {};
  const keys = tokenKeysOf(contract);
  const tokenKey = keys.find((key) => key !== contract.jobId && isToken(event[key]));
  const inEvent = tokenKey === undefined ? undefined : event[tokenKey];
  const token =
    [given, inEvent].find(isToken) ??
    tokenIn(context as unknown as Fields, keys) ??
    tokenIn(headers, [header]) ??
    tokenIn(query, keys);
  const jobId = contract.jobId === undefined ? undefined : event[contract.jobId];
  const isBeside = (key: string) =>
    key === contract.token ||
    key === contract.jobId ||
    key === tokenKey ||
    (token !== undefined && event[key] === token);
  return {
    input: isJsonObject(body) ? without(body, isBeside) : body,
    token,
    jobId: typeof jobId === "string" ? jobId : undefined,
  };
}

type Fields = Readonly<Record<string, unknown>>;

function tokenIn(fields: Fields, keys: readonly string[]): string | undefined {
  const key = keys.find((one) => isToken(fields[one]));
  return key === undefined ? undefined : (fields[key] as string);
}

function isToken(value: unknown): value is string {
  return typeof value === "string" && value !== "";
}

function without(fields: Fields, isUnwanted: (key: string) => boolean): Fields {
  const keys = Object.keys(fields);
  if (!keys.some(isUnwanted)) return fields;
  return Object.fromEntries(keys.filter((key) => !isUnwanted(key)).map((key) => [key, fields[key]]));
}
