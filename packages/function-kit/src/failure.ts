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

/**
 * What to report of whatever was thrown: the class's name, so that it is the one Function Compute gives to a step that
 * waits for the function itself, and the message with those of its causes.
 *
 * @param secrets - what must not reach the flow, hidden wherever it stands
 */
export function failureOf(thrown: unknown, secrets: readonly (string | undefined)[]): ReportedFailure {
  return { error: nameOf(thrown).slice(0, 128), cause: hidden(messageOf(thrown), secrets) };
}

/**
 * What was thrown, under one name: it is not documented whether Function Compute tells a flow an error's `name` or its
 * class, so both are made the name that a report would have.
 */
export function named(thrown: unknown): unknown {
  if (!(thrown instanceof Error)) return thrown;
  const name = nameOf(thrown);
  if (thrown.constructor.name !== name) return declaredError(name, thrown);
  if (thrown.name !== name) Object.defineProperty(thrown, "name", { value: name, configurable: true });
  return thrown;
}

function nameOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return "Error";
  const name = thrown.name === "Error" ? thrown.constructor.name : thrown.name;
  return typeof name === "string" && name !== "" ? name : "Error";
}

const mostCauses = 8;

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
    if (!(next instanceof Error) || next.cause === undefined) break;
    next = next.cause;
  }
  return errors;
}

function wordsOf(thrown: unknown): string {
  if (thrown instanceof Error) return thrown.message;
  if (typeof thrown === "string") return thrown;
  try {
    return JSON.stringify(thrown) ?? String(thrown);
  } catch {
    return Object.prototype.toString.call(thrown);
  }
}

function hidden(text: string, secrets: readonly (string | undefined)[]): string {
  return secrets.reduce<string>(
    (rest, secret) => (secret === undefined || secret === "" ? rest : rest.split(secret).join("***")),
    text,
  );
}

/** Reads a value through `read`; what does not fit becomes an error of the kit's. */
export async function orKitError<T>(name: KitErrorName, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    throw isContractError(error) ? kitError(name, error) : error;
  }
}
