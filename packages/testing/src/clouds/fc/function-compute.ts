import type { FunctionContract, FunctionTarget } from "@fnfkit/sdk/contract";
import { CloudError } from "../../wire/cloud-error.ts";
import type { FcRequest, WireAnswer } from "../../wire/wire-request.ts";
import type { Message } from "../fnf/send-message.ts";
import type { World } from "../world.ts";
import { type AnswerOptions, type AnswerQueue, Answers } from "./answers.ts";
import { checkCaller } from "./caller-role.ts";
import { checkFunctionOptions, checkTarget } from "./check-deployment.ts";
import { invocationFault, sufferAtOnce } from "./fault-call.ts";
import { functionLabel } from "./function-key.ts";
import { createFunctionQueue } from "./function-queue.ts";
import { checkSource, type FunctionSource } from "./function-source.ts";
import { createInstanceQuota } from "./instance-quota.ts";
import { type LoadInstance, sourceCode } from "./instances.ts";
import type { FunctionInvoker, InvocationOutcome } from "./invocation.ts";
import {
  createRegistry,
  type FunctionCall,
  type FunctionOptions,
  type RegisteredFunction,
} from "./registry.ts";
import { answer } from "./routes.ts";
import { runFunction } from "./run-function.ts";
import { sendOutcome } from "./send-outcome.ts";
import { type StandIn, standInCode } from "./stand-in.ts";
import { stopInstances } from "./stop-instances.ts";

/** Function Compute, both generations of it, as far as flows and their functions need it. */
export interface FunctionCompute extends FunctionInvoker {
  /** Deploys a function. Deployed again it keeps its calls and jobs, and its configuration where `options` are silent. */
  register(target: FunctionTarget, source: FunctionSource, options?: FunctionOptions): void;
  /** Deploys a stand-in that is checked against the contract on both sides. */
  implement<Contract extends FunctionContract>(
    contract: Contract,
    standIn: StandIn<Contract>,
    options?: FunctionOptions,
  ): void;
  /** Answers for a function's calls, which go before its code; a function that is not there yet has no other. */
  answers<Contract extends FunctionContract>(
    contract: Contract,
    options?: AnswerOptions & FunctionOptions,
  ): AnswerQueue<Contract>;
  /** What a function was called with, in order. */
  calls(target: FunctionTarget): readonly FunctionCall[];
  /** The functions of the account. */
  all(): readonly RegisteredFunction[];
  /** Ends a function's idle instances, by their pre-stop where they have one; the outcomes of those. */
  stopInstances(target: FunctionTarget): Promise<readonly InvocationOutcome[]>;
  /** What outcomes of asynchronous invocations have been sent to queues and topics, in order. */
  readonly messages: readonly Message[];
  /** Answers a request. Rejects with `CloudError` when the service would answer an error. */
  handle(request: FcRequest, requestId?: string): Promise<WireAnswer>;
  /** Forgets all functions, jobs and calls; what runs is cut short and tells nobody. */
  reset(): void;
}

export interface FunctionComputeOptions {
  /** How many instances may run at once. Default: any number. */
  readonly instanceQuota?: number;
  /** How long a job cannot be found after it was accepted, in milliseconds. Default 0. */
  readonly jobVisibleAfterMs?: number;
}

const maxSyncPayload = 32 * 1024 * 1024;
const maxAsyncPayload = 128 * 1024;

class UnexpectedCall extends Error {}

/** Function Compute in a world that it shares with the flows. */
export function createFunctionCompute(
  world: World,
  { instanceQuota = Number.POSITIVE_INFINITY, jobVisibleAfterMs = 0 }: FunctionComputeOptions = {},
): FunctionCompute {
  const registry = createRegistry(world);
  const quota = createInstanceQuota(instanceQuota);
  const messages: Message[] = [];
  const queue = createFunctionQueue({
    world,
    quota,
    jobVisibleAfterMs,
    sendOutcome: (fn, ended) =>
      sendOutcome({ world, messages, enqueue: (invocation) => invoker.enqueue(invocation) }, fn, ended),
  });
  const running = new Set<AbortController>();

  /** The function that is called; that there is none is remembered, whatever the caller makes of it. */
  function called(target: FunctionTarget, step: string | undefined): RegisteredFunction {
    try {
      return registry.find(target);
    } catch (refusal) {
      const by = step === undefined ? "" : ` by step "${step}"`;
      world.note(
        "unknownFunction",
        `function "${functionLabel(target)}" was called${by}, but is not there. Deploy it with clouds.implement(contract, …) or clouds.deploy(contract, handler).`,
      );
      throw refusal;
    }
  }

  const invoker: FunctionInvoker = {
    async invoke(invocation, requestId = world.ids.requestId(), onRun = () => {}) {
      const fn = called(invocation.target, invocation.step);
      checkSize(invocation.payload, maxSyncPayload);
      const leave = quota.enter();
      const stop = new AbortController();
      const startedAt = world.clock.now();
      running.add(stop);
      try {
        const options = { type: "Sync", requestId, attempt: 1, stop: stop.signal } as const;
        const { outcome, ...run } = await runFunction(world, fn, invocation, options);
        onRun({ ...run, durationMs: world.clock.now() - startedAt });
        return outcome;
      } finally {
        running.delete(stop);
        leave();
      }
    },

    enqueue(invocation, requestId = world.ids.requestId()) {
      const fn = called(invocation.target, invocation.step);
      checkSize(invocation.payload, maxAsyncPayload);
      return queue.enqueue(fn, invocation, requestId);
    },

    stopJob: (target, jobId) => queue.stop(registry.find(target), jobId),
    roleOf: (target) => registry.get(target)?.role,
    lastOutcome: (target) => registry.get(target)?.calls.at(-1)?.outcome,
  };

  /** What a flow asks of a function, with what goes wrong on purpose; requests have met that on their way. */
  function suffering<Answer>(target: FunctionTarget, perform: () => Answer): Answer {
    const fault = world.faults.strike(invocationFault(target));
    return fault === undefined ? perform() : sufferAtOnce(fault, perform);
  }

  return {
    ...invoker,
    invoke: async (...given) => suffering(given[0].target, () => invoker.invoke(...given)),
    enqueue: (...given) => suffering(given[0].target, () => invoker.enqueue(...given)),

    messages,
    register(target, source, options = {}) {
      checkTarget(target);
      checkSource(source, functionLabel(target));
      checkFunctionOptions(target, options);
      registry.register(target, { load: sourceCode(source), isStandIn: false }, options);
    },
    implement: (contract, standIn, options = {}) => {
      checkTarget(contract);
      checkFunctionOptions(contract, options);
      const code = standInCode(world, contract, standIn);
      registry.register(contract, { load: () => ({ code }), isStandIn: true }, options);
    },
    answers(contract, given = {}) {
      checkTarget(contract);
      checkFunctionOptions(contract, given, ["step"]);
      const { step, ...options } = given;
      const isNew = registry.get(contract) === undefined;
      if (isNew)
        registry.register(contract, { load: unexpected(world, contract), isStandIn: false }, options);
      const answers = new Answers(contract, step === undefined ? {} : { step });
      registry.find(contract).answers.push(answers as unknown as Answers<FunctionContract>);
      return answers;
    },
    calls: (target) => registry.get(target)?.calls ?? [],
    all: () => registry.all(),
    stopInstances: (target) => stopInstances(world, registry.find(target)),

    async handle(request, requestId = world.ids.requestId()) {
      checkCaller(world, request);
      return answer({ world, registry, queue, invoker }, request, requestId);
    },

    reset() {
      for (const stop of running) stop.abort();
      queue.clear();
      quota.clear();
      registry.clear();
      messages.length = 0;
    },
  };
}

/** What a function does that has queued answers only, and none left. */
function unexpected(world: World, contract: FunctionContract): LoadInstance {
  const label = functionLabel(contract);
  const code = standInCode(world, contract, (_input, { step }) => {
    const by = step === undefined ? "" : ` by step "${step}"`;
    world.note(
      "unexpectedCall",
      `function "${label}" was called${by} beyond the answers queued for it. Queue another with clouds.answers(contract), or let the last one be always(…).`,
    );
    throw new UnexpectedCall(`No answer is queued for this call of "${label}"`);
  });
  return () => ({ code });
}

function checkSize({ byteLength }: Uint8Array, most: number): void {
  if (byteLength <= most) return;
  throw new CloudError(400, "EntityTooLarge", `payload size exceeds maximum allowed size (${most} bytes)`);
}
