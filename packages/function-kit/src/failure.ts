import { types } from "node:util";
import { redact } from "@fnfkit/sdk/call";
import { declaredError, isContractError, type KitErrorName } from "@fnfkit/sdk/contract";

/** What a flow learns of a failure. */
export interface ReportedFailure {
  /** 1 to 128 characters. */
  readonly error: string;
  readonly cause: string;
}

/** A failure that the kit itself found. */
export function kitError(name: KitErrorName, cause: unknown): Error {
  return declaredError(name, cause);
}

/** Reads a value through `read`; what does not fit becomes an error of the kit's. */
export async function orKitError<T>(name: KitErrorName, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    throw isContractError(error) ? kitError(name, error) : error;
  }
}

/**
 * What to report of whatever was thrown: its name, and its message with those of its causes. Never throws.
 *
 * @param secrets - what must not reach the flow, hidden wherever it stands
 */
export function failureOf(thrown: unknown, secrets: readonly (string | undefined)[]): ReportedFailure {
  try {
    return {
      error: redact(nameOf(thrown), secrets).slice(0, longestName),
      cause: redact(messageOf(thrown), secrets),
    };
  } catch {
    return { error: "Error", cause: "What was thrown cannot be read: its own code throws." };
  }
}

/**
 * Whatever was thrown as an error whose class and `name` are both the name that a report would give it: Function Compute
 * tells a flow one of the two, and it is not documented which.
 */
export function named(thrown: unknown): Error {
  const { error, cause } = failureOf(thrown, []);
  try {
    if (isError(thrown)) return withName(thrown, error);
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

const longestName = 128;
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
