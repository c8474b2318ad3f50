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

const headerKeys = ["x-fnf-task-token"];

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
  const event = isJsonObject(body) ? body : undefined;
  const keys = tokenKeysOf(contract);
  const tokenKey = tokenKeyIn(event, keys, contract.jobId);
  const token =
    (isToken(given) ? given : undefined) ??
    (tokenKey === undefined ? undefined : (event?.[tokenKey] as string)) ??
    tokenIn(context as unknown as Fields, keys) ??
    tokenIn(headers, headerKeys) ??
    tokenIn(query, keys);
  const jobId = contract.jobId === undefined ? undefined : event?.[contract.jobId];
  const isBeside = (key: string, value: unknown) =>
    key === contract.token ||
    key === contract.jobId ||
    key === tokenKey ||
    (isToken(value) && value === token);
  return {
    input: event === undefined ? body : without(event, isBeside),
    token,
    jobId: typeof jobId === "string" ? jobId : undefined,
  };
}

type Fields = Readonly<Record<string, unknown>>;

function tokenIn(fields: Fields | undefined, keys: readonly string[]): string | undefined {
  const key = tokenKeyIn(fields, keys);
  return key === undefined ? undefined : (fields?.[key] as string);
}

// This and `without` are loops: every invocation runs them, and closures would take three times as long.
function tokenKeyIn(fields: Fields | undefined, keys: readonly string[], jobId?: string): string | undefined {
  for (const key of keys) if (key !== jobId && isToken(fields?.[key])) return key;
  return undefined;
}

function isToken(value: unknown): value is string {
  return typeof value === "string" && value !== "";
}

function without(fields: Fields, isUnwanted: (key: string, value: unknown) => boolean): Fields {
  for (const key of Object.keys(fields)) {
    if (!isUnwanted(key, fields[key])) continue;
    return Object.fromEntries(Object.entries(fields).filter((entry) => !isUnwanted(...entry)));
  }
  return fields;
}
