import { ConfigurationError } from "../errors/configuration-error.ts";
import { declaredError } from "./declared-error.ts";
import type { FunctionContract, FunctionTarget } from "./function-contract.ts";
import type { JsonCompatible } from "./json-compatible.ts";
import { isName } from "./name.ts";
import type { InferInput, StandardSchema } from "./standard-schema.ts";
import { usualTokenKey } from "./token-keys.ts";

/** What {@link defineFunction} takes. */
export interface FunctionDefinition<
  Input extends StandardSchema,
  Output extends StandardSchema,
  Errors extends string,
  JobIdKey extends string | undefined,
> extends FunctionTarget {
  /** Any Standard Schema of what the function is given: a JSON object, without task token and job id. */
  readonly input: Input & JsonCompatible<InferInput<Input>>;
  /** Any Standard Schema of what the function answers or reports: a JSON object. */
  readonly output: Output & JsonCompatible<InferInput<Output>>;
  /** The error names the function may fail with on purpose (1–128 characters each). Default: none. */
  readonly errors?: readonly Errors[];
  /** The event key that carries the task token of a `waitForCallback` step. Default: flows use `taskToken`. */
  readonly token?: string;
  /** The event key that carries the job id. Needed by a step whose `jobId` is a reference. */
  readonly jobId?: JobIdKey;
}

/**
 * Describes a Function Compute function once, for the flows that call it, the handler behind it and the tests around it.
 *
 * With `service` it is a function of FC 2.0, without it one of FC 3.0.
 *
 * @example
 * const audit = defineFunction({
 *   service: "shop", name: "audit", qualifier: "prod",
 *   input: z.object({ orderId: z.string() }),
 *   output: z.object({ approved: z.boolean(), by: z.string() }),
 *   errors: ["AuditorUnavailable"],
 *   token: "taskToken",
 * });
 * // resourceArn: acs:fc:::services/shop.prod/functions/audit
 *
 * @throws ConfigurationError when a name cannot be a function's, or one event key is given two meanings
 */
export function defineFunction<
  Input extends StandardSchema,
  Output extends StandardSchema,
  const Errors extends string = never,
  const JobIdKey extends string | undefined = undefined,
>(
  definition: FunctionDefinition<Input, Output, Errors, JobIdKey>,
): FunctionContract<Input, Output, Errors, JobIdKey> {
  const { service, name, qualifier, errors = [], token, jobId } = definition;
  for (const [what, value] of Object.entries({ service, name })) {
    if (value !== undefined && !isName(value)) {
      throw new ConfigurationError(
        `Failed to define function "${name}": ${what} "${value}" must start with a letter or "_" and hold only letters, digits, "_" and "-" (at most 128).`,
      );
    }
  }
  if (qualifier !== undefined && !/^[A-Za-z0-9_-]{1,128}$/.test(qualifier)) {
    throw new ConfigurationError(
      `Failed to define function "${name}": qualifier "${qualifier}" must be a version or an alias: letters, digits, "_" and "-" only.`,
    );
  }
  const unusable = errors.find((error) => error.length === 0 || error.length > 128);
  if (unusable !== undefined) {
    throw new ConfigurationError(
      `Failed to define function "${name}": error name "${unusable.slice(0, 32)}" must have 1 to 128 characters.`,
    );
  }
  if (jobId !== undefined && !/^[A-Za-z_]\w*$/.test(jobId)) {
    throw new ConfigurationError(
      `Failed to define function "${name}": FDL cannot refer to the event key "${jobId}". Name the job id's key with letters, digits and "_", first no digit.`,
    );
  }
  if (jobId !== undefined && jobId === (token ?? usualTokenKey)) {
    throw new ConfigurationError(
      `Failed to define function "${name}": event key "${jobId}" cannot carry both the task token and the job id. Name another key for one of them.`,
    );
  }
  return Object.freeze({
    ...definition,
    kind: "function",
    errors: Object.freeze([...errors]),
    error: (error: Errors, cause?: unknown) => declaredError(error, cause),
  } as FunctionContract<Input, Output, Errors, JobIdKey>);
}
