import type { RuntimeSend } from "@fnfkit/sdk/runtime";
import { VirtualClock } from "../clock/index.ts";
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
import { createAccess } from "./access.ts";
import { type AccessKey, createAccessKeys } from "./access-keys.ts";
import { flowActions } from "./action-names.ts";
import { checkEndpoint, endpointNotServed } from "./check-endpoint.ts";
import { type CloudsOptions, checkCloudsOptions } from "./clouds-options.ts";
import { ConnectionBroken, FaultPlan, type Faults, suffer } from "./faults/index.ts";
import {
  createFunctionCompute,
  documentedInstances,
  type FunctionCompute,
  faultCallOf,
  functionThrottled,
} from "./fc/index.ts";
import { Findings } from "./findings.ts";
import {
  actionNotSupported,
  createServerlessWorkflow,
  resourceThrottled,
  type ServerlessWorkflow,
} from "./fnf/index.ts";
import { createIds } from "./ids.ts";
import { requestHint } from "./request-hint.ts";
import { orStalled, whyTimeStands } from "./stall.ts";
import type { Observer, World } from "./world.ts";

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

/** What says that neither cloud knows a request, if so: it may have been refused for something else before. */
function whyUnknown(request: WireRequest | undefined, error: CloudError): CloudError | undefined {
  if (unknownCodes.includes(error.code)) return error;
  const isUnknown = request?.service === "fnf" && !flowActions.includes(request.action);
  return isUnknown ? actionNotSupported(request.action) : undefined;
}

/**
 * Makes both clouds as one function from a request to a response.
 *
 * @throws ConfigurationError when an option is unknown, or means nothing
 */
export function createClouds(options: CloudsOptions = {}, observe: Observer = () => {}): Clouds {
  checkCloudsOptions(options);
  const {
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
  } = options;
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
    let request: WireRequest | undefined;
    let asked: string | undefined;
    clock.enter();
    try {
      request = await read();
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
      const unknown = whyUnknown(request, error);
      if (unknown !== undefined) {
        const text = `an unknown request: ${what()}: ${unknown.message}. ${requestHint(unknown)}`;
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
