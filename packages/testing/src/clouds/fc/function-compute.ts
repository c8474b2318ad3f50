import type { FunctionContract, FunctionTarget } from "@fnfkit/sdk/contract";
import { CloudError } from "../../wire/cloud-error.ts";
import type { FcRequest, WireAnswer } from "../../wire/wire-request.ts";
import type { World } from "../world.ts";
import { handlerCode } from "./function-code.ts";
import { createFunctionQueue } from "./function-queue.ts";
import type { FunctionHandler } from "./handler.ts";
import type { FunctionInvoker } from "./invocation.ts";
import { createRegistry, type FunctionCall, type FunctionOptions } from "./registry.ts";
import { answer } from "./routes.ts";
import { runFunction } from "./run-function.ts";
import { type StandIn, standInCode } from "./stand-in.ts";

/** Function Compute, both generations of it, as far as flows and their functions need it. */
export interface FunctionCompute extends FunctionInvoker {
  /** Deploys a handler. Deployed again it keeps its calls and jobs, and its configuration where `options` are silent. */
  register(target: FunctionTarget, handler: FunctionHandler, options?: FunctionOptions): void;
  /** Deploys a stand-in that is checked against the contract on both sides. */
  implement<Contract extends FunctionContract>(
    contract: Contract,
    standIn: StandIn<Contract>,
    options?: FunctionOptions,
  ): void;
  /** What a function was called with, in order. */
  calls(target: FunctionTarget): readonly FunctionCall[];
  /** Answers a request. Rejects with `CloudError` when the service would answer an error. */
  handle(request: FcRequest, requestId?: string): Promise<WireAnswer>;
  /** Forgets all functions, jobs and calls; what runs is cut short and tells nobody. */
  reset(): void;
}

const maxSyncPayload = 32 * 1024 * 1024;
const maxAsyncPayload = 128 * 1024;

/** Function Compute in a world that it shares with the flows. */
export function createFunctionCompute(world: World): FunctionCompute {
  const registry = createRegistry(world);
  const queue = createFunctionQueue(world);
  const running = new Set<AbortController>();

  const cloud: FunctionCompute = {
    register: (target, handler, options = {}) => registry.register(target, handlerCode(handler), options),
    implement: (contract, standIn, options = {}) =>
      registry.register(contract, standInCode(world, contract, standIn), options),
    calls: (target) => registry.calls(target),
    lastOutcome: (target) => registry.calls(target).at(-1)?.outcome,

    async invoke(invocation, requestId = world.ids.requestId()) {
      const fn = registry.find(invocation.target);
      checkSize(invocation.payload, maxSyncPayload);
      const stop = new AbortController();
      running.add(stop);
      try {
        return await runFunction(world, fn, invocation, {
          type: "Sync",
          requestId,
          attempt: 1,
          stop: stop.signal,
        });
      } finally {
        running.delete(stop);
      }
    },

    enqueue(invocation, requestId = world.ids.requestId()) {
      const fn = registry.find(invocation.target);
      checkSize(invocation.payload, maxAsyncPayload);
      return queue.enqueue(fn, invocation, requestId);
    },

    stopJob: (target, jobId) => queue.stop(registry.find(target), jobId),

    handle: async (request, requestId = world.ids.requestId()) =>
      answer({ world, registry, queue, invoker: cloud }, request, requestId),

    reset() {
      for (const stop of running) stop.abort();
      queue.clear();
      registry.clear();
    },
  };
  return cloud;
}

function checkSize({ byteLength }: Uint8Array, most: number): void {
  if (byteLength <= most) return;
  throw new CloudError(400, "EntityTooLarge", `payload size exceeds maximum allowed size (${most} bytes)`);
}
