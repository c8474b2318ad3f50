import type { FunctionContract, FunctionTarget } from "@fnfkit/sdk/contract";
import { CloudError } from "../../wire/cloud-error.ts";
import type { World } from "../world.ts";
import type { Answers } from "./answers.ts";
import type { AsyncConfig } from "./async-config.ts";
import { type DestinationOptions, destinationConfig } from "./destination-config.ts";
import { functionKey } from "./function-key.ts";
import type { FunctionContext } from "./handler.ts";
import { Instances, type LoadInstance } from "./instances.ts";
import type { InvocationOutcome } from "./invocation.ts";
import type { Job } from "./job.ts";

/** How a function is set up. */
export interface FunctionOptions extends DestinationOptions {
  /** How long an invocation may run. Default: 60. */
  readonly timeoutSeconds?: number;
  /** How long an instance's initializer may run. Default: 3, as the service has it. */
  readonly initializerTimeoutSeconds?: number;
  /** What its context says of its memory. Default: 512. */
  readonly memoryMb?: number;
  /** Whether its asynchronous invocations are tracked as jobs. Default: no. */
  readonly stateful?: boolean;
  /** How often a failed asynchronous invocation is tried again, 0 to 8. Default: 3, as the service has it. */
  readonly maxAsyncRetryAttempts?: number;
  /** How old an asynchronous invocation may be when it is (again) to run. Default: 86,400, as the service has it. */
  readonly maxAsyncEventAgeSeconds?: number;
  /** The resource name of its role, e.g. `acs:ram::1234567890123456:role/audit`. It matters where roles are declared. */
  readonly role?: string;
}

/** One call of a function: what went in and how it ended. */
export interface FunctionCall {
  readonly type: "Sync" | "Async";
  /** The event, read as JSON; its text when it is none. */
  readonly event: unknown;
  /** 1 for the first; asynchronous invocations are tried again when the function fails. */
  readonly attempt: number;
  readonly jobId: string | undefined;
  /** The step of a flow that called it, if one did. */
  readonly step: string | undefined;
  /** The instance that worked on it. Absent while that starts. */
  readonly instanceId: string | undefined;
  /** What the function wrote to its context's logger. */
  readonly log: readonly string[];
  /** Absent while it runs. */
  readonly outcome: InvocationOutcome | undefined;
}

/** A function the cloud knows. */
export interface RegisteredFunction {
  readonly target: FunctionTarget;
  readonly instances: Instances;
  /** Whether it stands in for a real one. */
  readonly isStandIn: boolean;
  readonly settings: {
    readonly timeoutSeconds: number;
    readonly initializerTimeoutSeconds: number;
    readonly memoryMb: number;
  };
  readonly role: string | undefined;
  readonly credentials: FunctionContext["credentials"];
  readonly calls: FunctionCall[];
  readonly jobs: Map<string, Job>;
  /** What a test has queued, oldest first. */
  readonly answers: Answers<FunctionContract>[];
  asyncConfig: AsyncConfig | undefined;
}

/** What is deployed. */
export interface Deployment {
  readonly load: LoadInstance;
  readonly isStandIn: boolean;
}

/** The functions of the account. */
export interface Registry {
  register(target: FunctionTarget, deployment: Deployment, options: FunctionOptions): void;
  /** @throws CloudError 404, naming what does not exist */
  find(target: FunctionTarget): RegisteredFunction;
  /** The function, if it is there. */
  get(target: FunctionTarget): RegisteredFunction | undefined;
  /** All of them, in the order of their first deployment. */
  all(): readonly RegisteredFunction[];
  clear(): void;
}

export function createRegistry(world: World): Registry {
  const functions = new Map<string, RegisteredFunction>();
  let instances = 0;
  const nextInstanceId = () => `c-${String(++instances).padStart(8, "0")}`;

  return {
    register(target, { load, isStandIn }, options) {
      const { timeoutSeconds = 60, initializerTimeoutSeconds = 3, memoryMb = 512, role } = options;
      const key = functionKey(target);
      const previous = functions.get(key);
      functions.set(key, {
        target,
        instances: new Instances(load, nextInstanceId),
        isStandIn,
        settings: { timeoutSeconds, initializerTimeoutSeconds, memoryMb },
        role,
        credentials:
          previous !== undefined && previous.role === role
            ? previous.credentials
            : world.credentials.issue(role),
        calls: previous?.calls ?? [],
        jobs: previous?.jobs ?? new Map(),
        answers: previous?.answers ?? [],
        asyncConfig: configured(options, world) ?? previous?.asyncConfig,
      });
    },

    find(target) {
      const found = functions.get(functionKey(target));
      if (found === undefined) throw notFound(target, [...functions.values()]);
      return found;
    },

    get: (target) => functions.get(functionKey(target)),
    all: () => [...functions.values()],
    clear() {
      functions.clear();
      instances = 0;
    },
  };
}

function configured(
  {
    stateful,
    maxAsyncRetryAttempts,
    maxAsyncEventAgeSeconds: maxAsyncEventAgeInSeconds,
    ...options
  }: FunctionOptions,
  { clock }: World,
): AsyncConfig | undefined {
  const destinations = destinationConfig(options);
  const given = [stateful, maxAsyncRetryAttempts, maxAsyncEventAgeInSeconds, destinations];
  if (given.every((setting) => setting === undefined)) return undefined;
  const now = clock.now();
  return {
    createdAt: now,
    modifiedAt: now,
    stateful: stateful ?? false,
    ...(maxAsyncRetryAttempts !== undefined && { maxAsyncRetryAttempts }),
    ...(maxAsyncEventAgeInSeconds !== undefined && { maxAsyncEventAgeInSeconds }),
    ...(destinations !== undefined && { destinationConfig: destinations }),
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
