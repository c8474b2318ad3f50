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
  const event = isJsonObject(body) ? body : {};
  const keys = tokenKeysOf(contract);
  const key = keys.find((one) => one !== contract.jobId && isToken(event[one]));
  const elsewhere = [
    ...keys.map((one) => (context as unknown as Record<string, unknown>)[one]),
    headers[header],
    ...keys.map((one) => query[one]),
  ];
  const token = [given, key === undefined ? undefined : event[key], ...elsewhere].find(isToken);
  const jobId = contract.jobId === undefined ? undefined : event[contract.jobId];
  const isBeside = (one: string, value: unknown) =>
    [contract.token, contract.jobId, key].includes(one) || (value !== undefined && value === token);
  return {
    input: isJsonObject(body) ? without(body, isBeside) : body,
    token,
    jobId: typeof jobId === "string" ? jobId : undefined,
  };
}

function isToken(value: unknown): value is string {
  return typeof value === "string" && value !== "";
}

function without(event: object, unwanted: (key: string, value: unknown) => boolean): object {
  return Object.fromEntries(Object.entries(event).filter(([key, value]) => !unwanted(key, value)));
}
