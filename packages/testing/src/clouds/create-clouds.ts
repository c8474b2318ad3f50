import { type ClockMode, VirtualClock } from "../clock/index.ts";
import type { ChoiceLocal } from "../engine/index.ts";
import {
  authenticate,
  CloudError,
  type CloudFetch,
  decodeRequest,
  encodeAnswer,
  encodeError,
  type WireAnswer,
  type WireRequest,
} from "../wire/index.ts";
import { type AccessKey, createAccessKeys } from "./access-keys.ts";
import { createFunctionCompute, type FunctionCompute } from "./fc/index.ts";
import { createServerlessWorkflow, type ServerlessWorkflow } from "./fnf/index.ts";
import { createIds } from "./ids.ts";
import type { PassTaskToken, World } from "./world.ts";

/** How the clouds are set up. */
export interface CloudsOptions {
  /** Default `cn-hangzhou`. */
  readonly region?: string;
  /** Default `1234567890123456`. */
  readonly accountId?: string;
  /** Whether time jumps by itself when nothing else is left to do. Default `auto`. */
  readonly mode?: ClockMode;
  /** The time the clouds start at, a date or milliseconds since the Unix epoch. Default: the start of 2026, UTC. */
  readonly now?: Date | number;
  /** What ids, names and tokens are made of: the same seed gives the same ones. Default 1. */
  readonly seed?: number;
  /**
   * How long a long poll may be stuck before it is answered with the error `ExecutionStalled`, in milliseconds of real
   * time; 0: for ever. Default 4,000, just below the usual time-out of a test.
   */
  readonly stalledAfterMs?: number;
  /** How the token of a `waitForCallback` step reaches its function. Default `mapped`: as the flow's mappings say. */
  readonly passTaskToken?: PassTaskToken;
  /**
   * What `$local` shows to the steps inside a choice before they have put out anything: nothing, or the local of the
   * choice's own parent. Default `empty`.
   */
  readonly choiceLocal?: ChoiceLocal;
}

/** Both clouds of one account in one region. */
export interface Clouds {
  readonly world: World;
  readonly credentials: AccessKey;
  readonly flows: ServerlessWorkflow;
  readonly functions: FunctionCompute;
  /** How long something that does not come may be waited for, in milliseconds of real time; 0: for ever. */
  readonly stalledAfterMs: number;
  /** Answers a request to either of them. */
  readonly fetch: CloudFetch;
  /** Requests that neither cloud knew what to do with, in words. */
  readonly unknownRequests: readonly string[];
  /** Tells functions where the clouds are served; nothing: by their own names. */
  serveAt(endpoint: string | undefined): void;
  /** Stops what runs, forgets everything and goes back to where time started. */
  reset(): void;
}

const unknownCodes = ["PathNotSupported", "ActionNotSupported", "APIVersionNotSupported"];

/** Makes both clouds as one function from a request to a response. */
export function createClouds({
  region = "cn-hangzhou",
  accountId = "1234567890123456",
  mode = "auto",
  now = Date.UTC(2026, 0, 1),
  seed = 1,
  stalledAfterMs = 4_000,
  passTaskToken = "mapped",
  choiceLocal = "empty",
}: CloudsOptions = {}): Clouds {
  const clock = new VirtualClock({ now: Number(now), mode });
  const ids = createIds(seed);
  const keys = createAccessKeys(seed);
  let endpoint: string | undefined;
  const world: World = {
    region,
    accountId,
    clock,
    ids,
    credentials: keys,
    passTaskToken,
    get endpoint() {
      return endpoint;
    },
    reportTask: (token, outcome) => flows.reportTask(token, outcome),
  };
  const functions = createFunctionCompute(world);
  const flows = createServerlessWorkflow(world, functions, { seed, stalledAfterMs, choiceLocal });
  const unknownRequests: string[] = [];

  const answer = async (
    request: WireRequest,
    requestId: string,
    signal: AbortSignal,
  ): Promise<WireAnswer> => {
    if (request.service === "fnf") return flows.handle(request, signal);
    // Whoever invokes a function and waits for it waits for a result; the function itself says when it is busy.
    const left = clock.attend();
    clock.leave();
    try {
      return await functions.handle(request, requestId);
    } finally {
      clock.enter();
      left();
    }
  };

  return {
    world,
    credentials: keys.main,
    flows,
    functions,
    stalledAfterMs,
    unknownRequests,

    async fetch(request) {
      const requestId = ids.requestId();
      clock.enter();
      try {
        const wireRequest = await decodeRequest(request);
        authenticate(wireRequest, keys.secretOf);
        return encodeAnswer(wireRequest, await answer(wireRequest, requestId, request.signal), requestId);
      } catch (error) {
        if (!(error instanceof CloudError)) throw error;
        if (unknownCodes.includes(error.code)) {
          unknownRequests.push(`${request.method} ${new URL(request.url).pathname}: ${error.message}`);
        }
        return encodeError(request, error, requestId);
      } finally {
        clock.leave();
      }
    },

    serveAt(url) {
      endpoint = url;
    },

    reset() {
      flows.reset();
      functions.reset();
      keys.reset();
      ids.reset();
      clock.reset();
      unknownRequests.length = 0;
    },
  };
}
