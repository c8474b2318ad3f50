/**
 * An error that a function declared in its contract, made by `contract.error(name, cause)`.
 *
 * Its class is named as the error is: the flow sees the same name whether the platform reports the class
 * (`requestResponse` and `sync` steps) or the kit reports the error (`waitForCallback` steps).
 */
export class DeclaredError extends Error {}

/** Makes an error whose `name` and class name are both `name`. */
export function declaredError(name: string, cause: unknown): DeclaredError {
  const named = { [name]: class extends DeclaredError {} }[name] as typeof DeclaredError;
  const message = cause instanceof Error ? cause.message : cause === undefined ? name : String(cause);
  const error = new named(message, cause instanceof Error ? { cause } : undefined);
  Object.defineProperty(error, "name", { value: name, configurable: true });
  return error;
}
