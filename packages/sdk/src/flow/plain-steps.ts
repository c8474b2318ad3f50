import { limits } from "../fdl/shape/index.ts";
import type { FailStep, Mappings, PassStep, SucceedStep, WaitStep } from "../fdl/tree/index.ts";
import { mapping, mappingsOf } from "./mappings.ts";
import { requireWhole } from "./numbers.ts";
import { textOf } from "./ref.ts";
import { refuse } from "./refusal.ts";
import { createScope, type LooseMap, type LooseScope } from "./scope.ts";

/** The options of a succeed step, whatever their types were. */
export interface LooseEndOptions {
  readonly input?: LooseMap;
  readonly output?: LooseMap;
}

/** The options of a pass step, whatever their types were. */
export interface LoosePassOptions extends LooseEndOptions {
  readonly end?: boolean;
}

/** The options of a fail step, whatever their types were. */
export interface LooseFailOptions {
  readonly error?: string;
  readonly cause?: string;
}

/** The options of a wait step, whatever their types were. */
export interface LooseWaitOptions {
  readonly durationSeconds?: number | LooseMap;
  readonly timestamp?: string | LooseMap;
  readonly end?: boolean;
}

export function passStep(name: string, { end, ...maps }: LoosePassOptions, scope: LooseScope): PassStep {
  return Object.freeze({
    type: "pass",
    name,
    ...mapped(maps, scope),
    ...(end !== undefined && { end }),
  } satisfies PassStep);
}

export function succeedStep(name: string, maps: LooseEndOptions, scope: LooseScope): SucceedStep {
  return Object.freeze({ type: "succeed", name, ...mapped(maps, scope) } satisfies SucceedStep);
}

function mapped(
  { input, output }: LooseEndOptions,
  scope: LooseScope,
): { readonly inputMappings?: Mappings; readonly outputMappings?: Mappings } {
  return {
    ...(input !== undefined && { inputMappings: Object.freeze(mappingsOf(input(scope))) }),
    ...(output !== undefined && { outputMappings: Object.freeze(mappingsOf(output(createScope()))) }),
  };
}

export function waitStep(name: string, options: LooseWaitOptions, scope: LooseScope): WaitStep {
  const { durationSeconds, timestamp, end } = options;
  if ((durationSeconds === undefined) === (timestamp === undefined)) {
    refuse("wait-time", "A wait step takes exactly one of durationSeconds and timestamp.");
  }
  const base = { type: "wait", name, ...(end !== undefined && { end }) } as const;
  const [key, time] =
    durationSeconds === undefined
      ? (["timestamp", timestamp] as const)
      : (["duration", durationSeconds] as const);
  if (typeof time === "function") {
    const source = time(scope);
    if (textOf(source) === undefined)
      refuse("wait-time", `${key} must return a reference; write a constant as it is.`);
    return Object.freeze({
      ...base,
      inputMappings: Object.freeze([mapping(key, source)]),
      [key]: `$.${key}`,
    });
  }
  if (typeof time === "number") requireWhole("durationSeconds", time, 0, limits.waitSeconds);
  if (typeof time === "string" && !isMoment(time)) {
    refuse("wait-time", `The timestamp "${time}" is no moment as in RFC 3339, such as 2026-12-24T18:00:00Z.`);
  }
  return Object.freeze({ ...base, [key]: time });
}

// Upper case only: the service is not known to take the lower case that RFC 3339 allows too.
const rfc3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

function isMoment(text: string): boolean {
  return rfc3339.test(text) && !Number.isNaN(Date.parse(text));
}

export function failStep(name: string, { error, cause }: LooseFailOptions): FailStep {
  requireLength("error", error, limits.errorLength);
  requireLength("cause", cause, limits.causeLength);
  return Object.freeze({
    type: "fail",
    name,
    ...(error !== undefined && { error }),
    ...(cause !== undefined && { cause }),
  } satisfies FailStep);
}

function requireLength(key: string, text: string | undefined, most: number): void {
  if (text === undefined || (text.length >= 1 && text.length <= most)) return;
  refuse(
    "text-length",
    `${key} has ${text.length} characters, but must have 1 to ${most.toLocaleString("en")}.`,
  );
}
