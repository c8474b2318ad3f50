import type { FunctionTarget } from "@fnfkit/sdk/contract";
import { CloudError } from "../../wire/cloud-error.ts";
import type { World } from "../world.ts";
import type { AsyncConfig } from "./async-config.ts";
import type { FunctionCode } from "./function-code.ts";
import { functionKey } from "./function-key.ts";
import type { FunctionContext } from "./handler.ts";
import type { InvocationOutcome } from "./invocation.ts";
import type { Job } from "./job.ts";

/** How a function is set up. */
export interface FunctionOptions {
  /** How long it may run. Default: 60. */
  readonly timeoutSeconds?: number;
  /** What its context says of its memory. Default: 512. */
  readonly memoryMb?: number;
  /** Whether its asynchronous invocations are tracked as jobs. Default: no. */
  readonly stateful?: boolean;
  /** How often a failed asynchronous invocation is tried again, 0 to 8. Default: 3, as the service has it. */
  readonly maxAsyncRetryAttempts?: number;
}

/** One call of a function: what went in and how it ended. */
export interface FunctionCall {
  readonly type: "Sync" | "Async";
  /** The event, read as JSON; its text when it is none. */
  readonly event: unknown;
  /** 1 for the first; asynchronous invocations are tried again when the function fails. */
  readonly attempt: number;
  readonly jobId: string | undefined;
  /** What the function wrote to its context's logger. */
  readonly log: readonly string[];
  /** Absent while it runs. */
  readonly outcome: InvocationOutcome | undefined;
}

/** A function the cloud knows. */
export interface RegisteredFunction {
  readonly target: FunctionTarget;
  readonly code: FunctionCode;
  readonly settings: { readonly timeoutSeconds: number; readonly memoryMb: number };
  readonly credentials: FunctionContext["credentials"];
  readonly calls: FunctionCall[];
  readonly jobs: Map<string, Job>;
  asyncConfig: AsyncConfig | undefined;
}

/** The functions of the account. */
export interface Registry {
  register(target: FunctionTarget, code: FunctionCode, options: FunctionOptions): void;
  /** @throws CloudError 404, naming what does not exist */
  find(target: FunctionTarget): RegisteredFunction;
  calls(target: FunctionTarget): readonly FunctionCall[];
  clear(): void;
}

export function createRegistry(world: World): Registry {
  const functions = new Map<string, RegisteredFunction>();

  return {
    register(target, code, { timeoutSeconds = 60, memoryMb = 512, stateful, maxAsyncRetryAttempts }) {
      const key = functionKey(target);
      const previous = functions.get(key);
      const now = world.clock.now();
      functions.set(key, {
        target,
        code,
        settings: { timeoutSeconds, memoryMb },
        credentials: previous?.credentials ?? world.credentials.issue(),
        calls: previous?.calls ?? [],
        jobs: previous?.jobs ?? new Map(),
        asyncConfig:
          stateful === undefined && maxAsyncRetryAttempts === undefined
            ? previous?.asyncConfig
            : {
                createdAt: now,
                modifiedAt: now,
                stateful: stateful ?? false,
                ...(maxAsyncRetryAttempts !== undefined && { maxAsyncRetryAttempts }),
              },
      });
    },

    find(target) {
      const found = functions.get(functionKey(target));
      if (found === undefined) throw notFound(target, [...functions.values()]);
      return found;
    },

    calls: (target) => functions.get(functionKey(target))?.calls ?? [],
    clear: () => functions.clear(),
  };
}

function notFound({ service, name, qualifier }: FunctionTarget, known: RegisteredFunction[]): CloudError {
  const inService = service === undefined ? "" : ` in service '${service}'`;
  const siblings = known.filter(({ target }) => target.service === service);
  if (service !== undefined && siblings.length === 0) {
    return new CloudError(404, "ServiceNotFound", `service '${service}' does not exist`);
  }
  if (qualifier === undefined || !siblings.some(({ target }) => target.name === name)) {
    return new CloudError(404, "FunctionNotFound", `function '${name}' does not exist${inService}`);
  }
  return /^\d+$/.test(qualifier)
    ? new CloudError(404, "VersionNotFound", `version '${qualifier}' does not exist${inService}`)
    : new CloudError(404, "AliasNotFound", `alias '${qualifier}' does not exist${inService}`);
}
