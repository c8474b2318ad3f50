import type { FunctionTarget } from "@fnfkit/sdk/contract";
import { ConfigurationError } from "@fnfkit/sdk/errors";
import { targetOf } from "@fnfkit/sdk/fdl";
import { checkNames } from "../check-names.ts";
import { checkKind, checkNumber, type NumberRange, refused } from "../check-value.ts";
import { shown } from "../shown.ts";
import type { AnswerOptions } from "./answers.ts";
import type { Destination } from "./destination-config.ts";
import { functionLabel } from "./function-key.ts";
import type { FunctionOptions } from "./registry.ts";

const optionNames: { readonly [Option in keyof Required<FunctionOptions>]: true } = {
  ...{ timeoutSeconds: true, initializerTimeoutSeconds: true, memoryMb: true, role: true },
  ...{ stateful: true, maxAsyncRetryAttempts: true, maxAsyncEventAgeSeconds: true },
  ...{ onSuccess: true, onFailure: true },
};

const numbers = {
  timeoutSeconds: { above: 0 },
  initializerTimeoutSeconds: { above: 0 },
  memoryMb: { above: 0 },
  maxAsyncRetryAttempts: { whole: true, from: 0, to: 8 },
  maxAsyncEventAgeSeconds: { whole: true, from: 1, to: 2_592_000 },
} as const satisfies { readonly [Option in keyof FunctionOptions]?: NumberRange };

const destinations =
  "a function's contract, or the ARN of a function, of a queue (acs:mns:::/queues/NAME/messages) or of a topic (acs:mns:::/topics/NAME/messages)";

/** @throws ConfigurationError when what is deployed is named by nothing: an import that is undefined, for instance */
export function checkTarget(target: FunctionTarget): void {
  const { name } = Object(target) as Partial<FunctionTarget>;
  if (typeof target === "object" && typeof name === "string" && name !== "") return;
  throw new ConfigurationError(
    `Failed to deploy a function: ${shown(target)} names none. Give a contract or { name }; look whether what is imported is there.`,
  );
}

/**
 * Makes sure that a function can be set up like this.
 *
 * @throws ConfigurationError when there is no such option, or one cannot be meant
 */
export function checkFunctionOptions(
  target: FunctionTarget,
  options: FunctionOptions & AnswerOptions,
  more: readonly (keyof AnswerOptions)[] = [],
): void {
  const failed = `Failed to deploy function "${functionLabel(target)}"`;
  checkNames(failed, options, [...Object.keys(optionNames), ...more]);
  for (const [option, range] of Object.entries(numbers)) {
    const value = options[option as keyof typeof numbers];
    if (value !== undefined) checkNumber(failed, option, value, range);
  }
  for (const option of ["role", "step"] as const) {
    if (options[option] !== undefined) checkKind(failed, option, options[option], "string");
  }
  if (options.stateful !== undefined) checkKind(failed, "stateful", options.stateful, "boolean");
  for (const option of ["onSuccess", "onFailure"] as const) {
    const destination = options[option];
    if (destination === undefined || isDestination(destination)) continue;
    throw refused(failed, option, destination, destinations);
  }
}

const servicesRead: readonly (string | undefined)[] = [undefined, "fc", "mns"];

/** Whether outcomes can go there; of other services' resources nobody knows. */
function isDestination(destination: Destination): boolean {
  if (typeof destination !== "string") return typeof Object(destination).name === "string";
  const target = targetOf({ type: "task", name: "destination", resourceArn: destination });
  if (target.kind === "unknown") return !servicesRead.includes(target.service);
  return target.kind !== "flow";
}
