import type { RuntimeSend } from "@fnfkit/sdk/runtime";
import { type ClockMode, VirtualClock } from "../clock/index.ts";
import type { ChoiceLocal } from "../engine/index.ts";
import {
  authenticate,
  CloudError,
  type CloudFetch,
  decodeRequest,
  encodeAnswer,
  encodeError,
  type FcRequest,
  type FnfRequest,
  type WireAnswer,
  type WireRequest,
} from "../wire/index.ts";
import { createAccess, type Roles } from "./access.ts";
import { type AccessKey, createAccessKeys } from "./access-keys.ts";
import { checkEndpoint, endpointNotServed } from "./check-endpoint.ts";
import { ConnectionBroken, FaultPlan, type Faults, suffer } from "./faults/index.ts";
import {
  createFunctionCompute,
  documentedInstances,
  type FunctionCompute,
  faultCallOf,
  functionThrottled,
} from "./fc/index.ts";
import { type FindingKind, Findings } from "./findings.ts";
import {
  createServerlessWorkflow,
  type LimitsOption,
  type QuotasOption,
  resourceThrottled,
  type ServerlessWorkflow,
} from "./fnf/index.ts";
import { createIds } from "./ids.ts";
import { requestHint } from "./request-hint.ts";
import { orStalled, whyTimeStands } from "./stall.ts";
import type { Observer, PassTaskToken, World } from "./world.ts";

/** How the clouds are set up. */
export interface CloudsOptions {
  /** Default `cn-hangzhou`. */
  readonly region?: string;
  /** Default `1234567890123456`. */
  readonly accountId?: string;
  /** Whether time jumps by itself when nothing else is left to do. Default `auto`. */
  readonly mode?: ClockMode;
  /** With the mode `real`: how many times as fast as on the wall time passes. Default 1. */
  readonly speed?: number;
  /** The time the clouds start at, a date or milliseconds since the Unix epoch. Default: the start of 2026, UTC. */
  readonly now?: Date | number;
  /** The account's own access key. Default: one that the seed makes. */
  readonly accessKey?: AccessKey;
  /** What ids, names and tokens are made of: the same seed gives the same ones. Default 1. */
  readonly seed?: number;
  /**
   * How long a call may be stuck before it is answered with the error `ExecutionStalled` (a long poll) or `CallStalled` (a
   * function that somebody waits for, a `delay`), in milliseconds of real time; 0: for ever. Default 4,000, just below the
   * usual time-out of a test.
   */
  readonly stalledAfterMs?: number;
  /** How the token of a `waitForCallback` step reaches its function. Default `mapped`: as the flow's mappings say. */
  readonly passTaskToken?: PassTaskToken;
  /**
   * What `$local` shows to the steps inside a choice before they have put out anything: nothing, or the local of the
   * choice's own parent. Default `empty`.
   */
  readonly choiceLocal?: ChoiceLocal;
  /**
   * How large data and requests may be, and how many events an execution may have. Default `documented`; `off` lifts them
   * all; numbers of one's own replace the documented ones.
   */
  readonly limits?: LimitsOption;
  /**
   * How often what may be done in the account: the documented quotas, or one's own, of which those not given do not apply.
   * Calls beyond get 429 `ResourceThrottled`. Default `off`.
   */
  readonly quotas?: QuotasOption;
  /**
   * What the account's roles may do, by their resource names. Once any are declared, flows and functions may do what their
   * roles allow, and no more. Default: everybody may do everything.
   */
  readonly roles?: Roles;
  /**
   * Whether a report is refused with 409 `TaskInvalidState` that comes before the asynchronous invocation has been submitted,
   * which then takes 100 milliseconds. Default: no.
   */
  readonly taskInvalidState?: boolean;
  /**
   * How many instances of functions the account may run at once: a call beyond gets 429 `ResourceExhausted`, a queued one
   * waits. `documented`: 300. Default `off`.
   */
  readonly instanceQuota?: number | "documented" | "off";
  /** How long a job cannot be found after it was accepted, in milliseconds of the clouds' time. Default 0. */
  readonly jobVisibleAfterMs?: number;
  /** What no test that uses these clouds is failed for. Default: nothing; see {@link FindingKind}. */
  readonly allow?: readonly FindingKind[];
}

/** What became of a request, before it is written down. */
export type Reply =
  | {
      readonly kind: "answer";
      readonly request: WireRequest;
      readonly answer: WireAnswer;
      readonly requestId: string;
    }
  | { readonly kind: "error"; readonly error: CloudError; readonly requestId: string }
  /** There is no answer: the connection breaks. */
  | { readonly kind: "broken" };

/** Both clouds of one account in one region. */
export interface Clouds {
  readonly world: World;
  readonly credentials: AccessKey;
  readonly flows: ServerlessWorkflow;
  readonly functions: FunctionCompute;
  /** How long something that does not come may be waited for, in milliseconds of real time; 0: for ever. */
  readonly stalledAfterMs: number;
  /** What goes wrong on purpose. */
  readonly faults: Faults;
  /** Answers a request to either of them. */
  readonly fetch: CloudFetch;
  /**
   * Answers a request that has been read already.
   *
   * @param endpoint - where it was sent to: a URL
   */
  respond(request: WireRequest, signal: AbortSignal, endpoint?: string): Promise<Reply>;
  /** What a test has probably not meant. */
  readonly findings: Findings;
  /** Tells functions where the clouds are served; nothing: by their own names. */
  serveAt(endpoint: string | undefined): void;
  /** Gives functions what takes their reports to the clouds without a socket. */
  reachBy(send: RuntimeSend): void;
  /** Stops what runs, forgets everything and goes back to where time started. */
  reset(): void;
}

const unknownCodes = ["PathNotSupported", "ActionNotSupported", "APIVersionNotSupported", endpointNotServed];

/** Makes both clouds as one function from a request to a response. */
export function createClouds(
  {
    region = "cn-hangzhou",
    accountId = "1234567890123456",
    mode = "auto",
    speed = 1,
    accessKey,
    now = Date.UTC(2026, 0, 1),
    seed = 1,
    stalledAfterMs = 4_000,
    passTaskToken = "mapped",
    choiceLocal = "empty",
    limits = "documented",
    quotas = "off",
    roles,
    taskInvalidState = false,
    instanceQuota = "off",
    jobVisibleAfterMs = 0,
    allow = [],
  }: CloudsOptions = {},
  observe: Observer = () => {},
): Clouds {
  const clock = new VirtualClock({ now: Number(now), mode, speed });
  const ids = createIds(seed);
  const keys = createAccessKeys(seed, accessKey);
  const faults = new FaultPlan(seed);
  const findings = new Findings(allow);
  let endpoint: string | undefined;
  let send: RuntimeSend | undefined;
  const world: World = {
    region,
    accountId,
    clock,
    ids,
    credentials: keys,
    access: createAccess(roles),
    faults,
    note: (...finding) => findings.note(...finding),
    observe,
    passTaskToken,
    get endpoint() {
      return endpoint;
    },
    get send() {
      return send;
    },
    reportTask: (...report) => flows.reportTask(...report),
  };
  const functions = createFunctionCompute(world, {
    jobVisibleAfterMs,
    ...(instanceQuota !== "off" && {
      instanceQuota: instanceQuota === "documented" ? documentedInstances : instanceQuota,
    }),
  });
  const flows = createServerlessWorkflow(world, functions, {
    ...{ seed, stalledAfterMs, choiceLocal, limits, quotas, taskInvalidState },
  });
  const unlessStalled = <T>(work: Promise<T>): Promise<T> =>
    orStalled(work, {
      afterMs: stalledAfterMs,
      progress: () => clock.now(),
      stalled: () =>
        new CloudError(
          400,
          "CallStalled",
          `The answer does not come by itself: time stands still. ${whyTimeStands(functions)}`,
        ),
    });
  const answerFnf = (request: FnfRequest, signal: AbortSignal): Promise<WireAnswer> => {
    const perform = () => flows.handle(request, signal);
    const { service, action, params } = request;
    const fault = faults.strike({ service, action, params });
    if (fault === undefined) return perform();
    return suffer(fault, perform, { clock, signal, orStalled: unlessStalled, throttled: resourceThrottled });
  };

  const answerFc = (request: FcRequest, requestId: string, signal: AbortSignal): Promise<WireAnswer> => {
    const perform = async () => {
      // Whoever invokes a function and waits for it waits for a result; the function itself says when it is busy.
      const left = clock.attend();
      clock.leave();
      try {
        return await unlessStalled(functions.handle(request, requestId));
      } finally {
        clock.enter();
        left();
      }
    };
    const fault = faults.strike(faultCallOf(request));
    if (fault === undefined) return perform();
    return suffer(fault, perform, { clock, signal, orStalled: unlessStalled, throttled: functionThrottled });
  };

  const answer = (request: WireRequest, requestId: string, signal: AbortSignal): Promise<WireAnswer> =>
    request.service === "fnf" ? answerFnf(request, signal) : answerFc(request, requestId, signal);

  const respond = async (
    read: () => WireRequest | Promise<WireRequest>,
    signal: AbortSignal,
    what: () => string,
  ): Promise<Reply> => {
    let requestId = ids.requestId();
    let asked: string | undefined;
    clock.enter();
    try {
      const request = await read();
      asked = request.service === "fnf" ? request.action : faultCallOf(request).action;
      if (request.service === "fnf") requestId = request.params.RequestId || requestId;
      authenticate(request, keys.secretOf);
      const answered = await answer(request, requestId, signal);
      observe({ what: "request", asked, status: answered.status, requestId });
      return { kind: "answer", request, answer: answered, requestId };
    } catch (error) {
      if (error instanceof ConnectionBroken) return { kind: "broken" };
      if (!(error instanceof CloudError)) throw error;
      const { status, code, message } = error;
      observe({ what: "request", asked: asked ?? what(), status, requestId, error: code, cause: message });
      if (unknownCodes.includes(error.code)) {
        const text = `an unknown request: ${what()}: ${error.message}. ${requestHint(error)}`;
        findings.note("unknownRequest", text.trimEnd());
      }
      return { kind: "error", error, requestId };
    } finally {
      clock.leave();
    }
  };

  return {
    world,
    credentials: keys.main,
    flows,
    functions,
    stalledAfterMs,
    faults,
    findings,

    async fetch(request) {
      const reply = await respond(
        () => {
          checkEndpoint(world, request.url);
          return decodeRequest(request);
        },
        request.signal,
        () => `${request.method} ${new URL(request.url).pathname}`,
      );
      if (reply.kind === "broken") return Response.error();
      if (reply.kind === "error") return encodeError(request, reply.error, reply.requestId);
      return encodeAnswer(reply.request, reply.answer, reply.requestId);
    },

    respond: (request, signal, sentTo) =>
      respond(
        () => {
          if (sentTo !== undefined) checkEndpoint(world, sentTo);
          return request;
        },
        signal,
        () => (request.service === "fnf" ? "POST /" : `${request.method} /${request.path.join("/")}`),
      ),

    serveAt(url) {
      endpoint = url;
    },
    reachBy(direct) {
      send = direct;
    },

    reset() {
      flows.reset();
      functions.reset();
      keys.reset();
      faults.reset();
      ids.reset();
      clock.reset();
      findings.clear();
    },
  };
}
