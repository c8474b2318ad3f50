import { types } from "node:util";
import { cutText, redact } from "@fnfkit/sdk/call";
import { declaredError } from "@fnfkit/sdk/contract";

/** What a flow learns of a failure. */
export interface ReportedFailure {
  /** What `retry` and `catch` of the step match on: 1 to 128 characters. */
  readonly error: string;
  /** What happened, in words: up to 4,096 characters. */
  readonly cause: string;
}

/**
 * Renames a failure or takes out of it what a flow must not see.
 *
 * @param failure - what the flow would be told, secrets of the invocation already hidden
 * @param thrown - what was thrown
 * @returns what the flow is told instead
 */
export type FailureMapping = (failure: ReportedFailure, thrown: unknown) => ReportedFailure;

/**
 * What to report of whatever was thrown: its name, and its message with those of its causes. Never throws.
 *
 * @param secrets - what must not reach the flow, hidden wherever it stands
 */
export function failureOf(
  thrown: unknown,
  secrets: readonly (string | undefined)[],
  map?: FailureMapping,
): ReportedFailure {
  const failure = readFailure(thrown, secrets);
  if (map === undefined) return failure;
  try {
    const { error, cause } = map(failure, thrown);
    return {
      error: cutText(String(error), longestName) || failure.error,
      cause: cutText(String(cause), longestCause),
    };
  } catch (broken) {
    // What was to be hidden is unknown now: nothing of it is told.
    return {
      error: failure.error,
      cause: `The mapping of this failure failed: ${readFailure(broken, secrets).error}.`,
    };
  }
}

function readFailure(thrown: unknown, secrets: readonly (string | undefined)[]): ReportedFailure {
  try {
    return {
      error: cutText(redact(nameOf(thrown), secrets), longestName),
      cause: cutText(redact(messageOf(thrown), secrets), longestCause),
    };
  } catch {
    return { error: "Error", cause: "What was thrown cannot be read: its own code throws." };
  }
}

/**
 * Whatever was thrown as an error whose class and `name` are both the name that a report gives it: Function Compute
 * tells a flow one of the two, and it is not documented which.
 *
 * @param failure - what a report says of it; where that hides or changes something, the error itself is not shown
 */
export function named(thrown: unknown, failure?: ReportedFailure): Error {
  const plain = failureOf(thrown, []);
  const { error, cause } = failure ?? plain;
  try {
    if (isError(thrown) && plain.error === error && plain.cause === cause) return withName(thrown, error);
  } catch {
    // Its own code throws: its place is taken.
  }
  return declaredError(error, cause);
}

function withName(error: Error, name: string): Error {
  if (error.constructor.name !== name) {
    return Object.assign(declaredError(name, error), { stack: `${error.stack}` });
  }
  if (error.name !== name) Reflect.defineProperty(error, "name", { value: name, configurable: true });
  return error;
}

// Limits of ReportTaskFailed, as documented.
const longestName = 128;
const longestCause = 4_096;
const mostCauses = 8;

// Also an error of another realm, which a test runner's sandbox is.
function isError(value: unknown): value is Error {
  return types.isNativeError(value) || value instanceof Error;
}

/** An error's own name or its class's, unless only a class above gave it one: then what its class is called. */
function nameOf(thrown: unknown): string {
  if (!isError(thrown)) return "Error";
  const isNamed = [thrown, Object.getPrototypeOf(thrown)].some((one) => Object.hasOwn(one, "name"));
  const className = thrown.constructor.name;
  return String((isNamed ? thrown.name : className) || className || "Error");
}

function messageOf(thrown: unknown): string {
  const [first, ...rest] = chain(thrown);
  const causes = rest.map((cause) => `${nameOf(cause)}: ${wordsOf(cause)}`);
  // A declared error repeats the words of the error it was made from.
  return [wordsOf(first), ...causes.filter((cause) => !cause.endsWith(`: ${wordsOf(first)}`))].join(
    "; caused by ",
  );
}

function chain(thrown: unknown): unknown[] {
  const errors: unknown[] = [];
  let next = thrown;
  while (errors.length < mostCauses && !errors.includes(next)) {
    errors.push(next);
    if (!isError(next) || next.cause === undefined) break;
    next = next.cause;
  }
  return errors;
}

function wordsOf(thrown: unknown): string {
  if (isError(thrown)) return String(thrown.message);
  if (typeof thrown === "string") return thrown;
  try {
    return JSON.stringify(thrown) ?? String(thrown);
  } catch {
    return Object.prototype.toString.call(thrown);
  }
}
