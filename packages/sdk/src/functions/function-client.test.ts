import { inspect } from "node:util";
import { afterEach, describe, expect, expectTypeOf, test } from "vitest";
import { z } from "zod";
import { type JumpingClock, jumpingClock } from "../../test/support/jumping-clock.ts";
import {
  json,
  type MisbehavingServer,
  type Misbehaviour,
  misbehavingServer,
} from "../../test/support/misbehaving-server.ts";
import type { ClientHooks } from "../call/client-hooks.ts";
import { defineFunction } from "../contract/index.ts";
import {
  isAbortError,
  isConfigurationError,
  isContractError,
  isFunctionFailedError,
  isServiceError,
  isTimeoutError,
} from "../errors/index.ts";
import { type AcceptedInvocation, FunctionClient, type Job } from "./index.ts";

const schemas = {
  input: z.object({ sku: z.string(), count: z.number().default(1) }),
  output: z.object({ receipt: z.string() }),
};
const fc2 = defineFunction({ service: "shop", name: "reserve", ...schemas, jobId: "id" });
const fc3 = defineFunction({ name: "reserve", ...schemas, jobId: "id" });

let server: MisbehavingServer | undefined;
afterEach(() => server?.close());

async function client(
  behave: Misbehaviour,
  hooks: ClientHooks = {},
): Promise<{ functions: FunctionClient; clock: JumpingClock }> {
  server = await misbehavingServer(behave);
  const clock = jumpingClock();
  const functions = new FunctionClient({
    region: "cn-hangzhou",
    accountId: "1234",
    endpoint: server.endpoint,
    credentials: {
      accessKeyId: "planted-key",
      accessKeySecret: "planted-secret",
      securityToken: "planted-token",
    },
    clock,
    hooks,
  });
  return { functions, clock };
}

/** Answers in turn; the last answer is repeated. */
function inTurn(...turns: Misbehaviour[]): Misbehaviour {
  let turn = 0;
  return (response, seen, raw) => {
    response.setHeader("x-fc-request-id", `request-${turn + 1}`);
    turns[Math.min(turn++, turns.length - 1)]?.(response, seen, raw);
  };
}

const accept: Misbehaviour = (response) => response.writeHead(202).end();
const reset: Misbehaviour = (response) => response.destroy();

describe.each([
  {
    generation: "FC 2.0",
    contract: fc2,
    idField: "invocationId",
    alreadyExists: "StatefulAsyncInvocationAlreadyExists",
    notFound: "StatefulAsyncInvocationNotFound",
    error: (code: string) => ({ ErrorCode: code, ErrorMessage: "no" }),
  },
  {
    generation: "FC 3.0",
    contract: fc3,
    idField: "taskId",
    alreadyExists: "AsyncTaskAlreadyExists",
    notFound: "AsyncTaskNotFound",
    error: (code: string) => ({ Code: code, Message: "no" }),
  },
])("$generation", ({ contract, idField, alreadyExists, notFound, error }) => {
  const refuse =
    (status: number, code: string): Misbehaviour =>
    (response) =>
      json(response, error(code), status);
  const stands =
    (status: string, fields: object = {}): Misbehaviour =>
    (response) =>
      json(response, { [idField]: "order-1", status, ...fields });
  const input = { sku: "kettle" };
  const jobId = "order-1";

  describe("an invocation", () => {
    test("is refused before it is sent when the input does not fit", async () => {
      const { functions } = await client(accept);

      const refused = await functions.invokeAsync(contract, { sku: 7 } as never).catch((e: unknown) => e);

      expect(isContractError(refused)).toBe(true);
      expect(server?.seen).toEqual([]);
    });

    test("is refused before it is sent when its id would leave its place in a path", async () => {
      const { functions } = await client(accept);

      await expect(
        functions.invokeAsync(contract, { sku: "tea" } as never, { jobId: "../x?y" }),
      ).rejects.toSatisfy((error) => isConfigurationError(error));
      expect(() => functions.job(contract, "../x?y")).toThrow(/its id must have/);

      expect(server?.seen).toEqual([]);
    });

    test("carries the job's id in the event too, where the contract has a key for it", async () => {
      const { functions } = await client(inTurn(accept));

      await functions.invokeAsync(contract, input, { jobId });

      expect([...(server?.seen[0]?.params.keys() ?? [])]).toContain('{"sku":"kettle","id":"order-1"}');
    });

    test("is sent again when the service had no room for it", async () => {
      const { functions } = await client(inTurn(refuse(429, "ResourceExhausted"), accept));

      expect(await functions.invokeAsync(contract, input)).toEqual({ requestId: "request-2" });
    });

    test("without an id is not sent again when nobody knows what became of it", async () => {
      const { functions } = await client(inTurn(reset, accept));

      await expect(functions.invokeAsync(contract, input)).rejects.toMatchObject({ reason: "ECONNRESET" });
      expect(server?.seen).toHaveLength(1);
    });

    test("with an id is, and an id that is then taken was taken by itself", async () => {
      const { functions } = await client(inTurn(reset, refuse(409, alreadyExists)));

      expect(await functions.invokeAsync(contract, input, { jobId })).toMatchObject({ id: jobId });
    });

    test("under an id that is taken is refused, also after an attempt for which there was no room", async () => {
      const { functions } = await client(
        inTurn(refuse(503, "ResourceThrottled"), refuse(409, alreadyExists)),
      );

      await expect(functions.invokeAsync(contract, input, { jobId: "order-42" })).rejects.toSatisfy((e) =>
        isServiceError(e, alreadyExists),
      );
    });

    test("with an id that is taken from the start is refused", async () => {
      const { functions } = await client(inTurn(refuse(409, alreadyExists)));

      await expect(functions.invokeAsync(contract, input, { jobId })).rejects.toSatisfy((e) =>
        isServiceError(e, alreadyExists),
      );
    });

    test("that somebody else answers is not taken for accepted", async () => {
      const { functions } = await client((response) => response.writeHead(200).end("<html>Welcome</html>"));

      await expect(functions.invokeAsync(contract, input)).rejects.toMatchObject({
        serviceCode: "MalformedResponse",
      });
    });

    test("ends when its signal is aborted, whatever the server does", async () => {
      const { functions } = await client(() => {});
      const controller = new AbortController();
      const invoked = functions.invokeAsync(contract, input, { signal: controller.signal });

      controller.abort("enough");

      const aborted = await invoked.then(undefined, (e: unknown) => e);
      expect(isAbortError(aborted) && aborted.cause).toBe("enough");
    });
  });

  describe("an invocation that is waited for", () => {
    const ran: Misbehaviour = (response) => json(response, { receipt: "r-1" });

    test("is not made again when nobody knows whether the function ran", async () => {
      const { functions } = await client(inTurn(reset, ran));

      await expect(functions.invoke(contract, input)).rejects.toMatchObject({ reason: "ECONNRESET" });
      expect(server?.seen).toHaveLength(1);
    });

    test("is made again when the caller says that a second run does no harm", async () => {
      const { functions } = await client(inTurn(reset, refuse(500, "InternalServerError"), ran));

      expect(await functions.invoke(contract, input, { idempotent: true })).toEqual({ receipt: "r-1" });
    });

    test("is made again in any case when the service had no room for it", async () => {
      const { functions } = await client(inTurn(refuse(429, "ResourceExhausted"), ran));

      expect(await functions.invoke(contract, input)).toEqual({ receipt: "r-1" });
    });

    test("is not made again when the function failed", async () => {
      const failed: Misbehaviour = (response) => {
        response.setHeader("x-fc-error-type", "UnhandledInvocationError");
        json(response, { errorType: "SoldOut", errorMessage: "no more kettles", stackTrace: [{ line: 7 }] });
      };
      const { functions } = await client(inTurn(failed, ran));

      const failure = await functions.invoke(contract, input, { idempotent: true }).catch((e: unknown) => e);

      expect(isFunctionFailedError(failure, "SoldOut")).toBe(true);
      expect(failure).toMatchObject({ requestId: "request-1", stackTrace: ['{"line":7}'] });
      expect(server?.seen).toHaveLength(1);
    });

    test("fails too when the function's error is no JSON", async () => {
      const { functions } = await client(
        inTurn((response) => {
          response.setHeader("x-fc-error-type", "UnhandledInvocationError");
          response.writeHead(200).end("Process exited unexpectedly");
        }),
      );

      await expect(functions.invoke(contract, input)).rejects.toMatchObject({
        errorType: undefined,
        errorMessage: "Process exited unexpectedly",
      });
    });

    test("is given up when an attempt takes longer than allowed", async () => {
      const { functions } = await client(() => {});

      await expect(functions.invoke(contract, input, { attemptTimeoutMs: 50 })).rejects.toMatchObject({
        reason: "ETIMEDOUT",
      });
    });
  });

  describe("a job", () => {
    test("that has ended already has nothing to stop", async () => {
      const { functions } = await client(inTurn(refuse(412, "PreconditionFailed")));

      await functions.job(contract, jobId).stop();

      expect(server?.seen).toHaveLength(1);
    });

    test("is tried no more often than allowed", async () => {
      const { functions } = await client(inTurn(refuse(503, "ResourceThrottled")));
      const job = functions.job(contract, jobId);

      await expect(job.describe({ maxAttempts: 2 })).rejects.toMatchObject({ status: 503 });
      await expect(job.ended({ maxAttempts: 1 })).rejects.toMatchObject({ status: 503 });
      expect(server?.seen).toHaveLength(3);
    });

    test("is described in plain values", async () => {
      const { functions } = await client(
        inTurn(
          stands("Failed", {
            requestId: "request-0",
            startedTime: 1_000,
            endTime: 3_500,
            durationMs: 2_500,
            alreadyRetriedTimes: 3,
            [`${idField.slice(0, -2)}ErrorMessage`]: "no more kettles",
          }),
        ),
      );

      expect(await functions.job(contract, jobId).describe()).toEqual({
        id: jobId,
        status: "Failed",
        requestId: "request-0",
        startedTime: new Date(1_000),
        endTime: new Date(3_500),
        durationMs: 2_500,
        retriedTimes: 3,
        errorMessage: "no more kettles",
        events: [],
      });
    });

    test("tells what went in, however the service spells that", async () => {
      const spelt = contract === fc2 ? "InvocationPayload" : "taskPayload";
      const { functions } = await client(inTurn(stands("Running", { [spelt]: '{"sku":"kettle"}' })));

      expect(await functions.job(contract, jobId).describe({ includePayload: true })).toMatchObject({
        payload: '{"sku":"kettle"}',
      });
      expect(server?.seen[0]?.params.get("includePayload")).toBe("true");
    });

    test("has no times while it is queued", async () => {
      const { functions } = await client(inTurn(stands("Enqueued", { startedTime: 0, endTime: 0 })));

      const description = await functions.job(contract, jobId).describe();

      expect(description).not.toHaveProperty("startedTime");
      expect(description).not.toHaveProperty("endTime");
    });

    test("that was just accepted may not be visible yet", async () => {
      const { functions } = await client(
        inTurn(
          accept,
          refuse(404, notFound),
          refuse(404, notFound),
          stands("Running"),
          refuse(404, notFound),
        ),
      );
      const job = await functions.invokeAsync(contract, input, { jobId });

      expect(await job.describe()).toMatchObject({ status: "Running" });
      await expect(job.describe()).rejects.toSatisfy((e) => isServiceError(e, notFound));
    });

    test("that stays invisible is not there", async () => {
      const { functions, clock } = await client(inTurn(accept, refuse(404, notFound)));
      const job = await functions.invokeAsync(contract, input, { jobId });

      await expect(job.stop()).rejects.toSatisfy((e) => isServiceError(e, notFound));
      expect(clock.now()).toBe(10_000);
    });

    test("that was not started here is there or not", async () => {
      const { functions } = await client(inTurn(refuse(404, notFound), stands("Running")));

      await expect(functions.job(contract, jobId).describe()).rejects.toMatchObject({
        serviceCode: notFound,
        status: 404,
        retryable: false,
      });
    });

    test("is looked at until it has ended", async () => {
      const { functions, clock } = await client(
        inTurn(
          stands("Enqueued"),
          stands("Running"),
          stands("Retrying"),
          stands("Running"),
          stands("Succeeded"),
        ),
      );

      const description = await functions.job(contract, jobId).ended({ pollIntervalMs: 5_000 });

      expect(description.status).toBe("Succeeded");
      expect(clock.sleeps).toEqual([5_000, 5_000, 5_000, 5_000]);
    });

    test("is waited for through some minutes of trouble", async () => {
      const trouble = Array.from({ length: 15 }, () => refuse(500, "InternalServerError"));
      const { functions } = await client(inTurn(...trouble, stands("Succeeded")));

      await expect(functions.job(contract, jobId).ended()).resolves.toMatchObject({ status: "Succeeded" });
    });

    test("is waited for no longer than allowed", async () => {
      const { functions } = await client(inTurn(stands("Running")));

      const ended = functions.job(contract, jobId).ended({ timeoutMs: 7_000 });

      await expect(ended).rejects.toSatisfy(isTimeoutError);
    });
  });

  test("a page of a list that is cut is no end of the list", async () => {
    const page = { [contract === fc2 ? "invocations" : "tasks"]: [{ [idField]: "order-1" }], nextToken: "n" };
    const { functions } = await client(
      inTurn((response) => json(response, page), refuse(400, "InvalidArgument")),
    );
    const seen: string[] = [];

    const reading = (async () => {
      for await (const { id } of functions.jobs(contract)) seen.push(id);
    })();

    await expect(reading).rejects.toSatisfy((e) => isServiceError(e, "InvalidArgument"));
    expect(seen).toEqual(["order-1"]);
  });

  test("switching jobs on sends the other settings along", async () => {
    const settings = {
      maxAsyncRetryAttempts: 1,
      maxAsyncEventAgeInSeconds: 60,
      destinationConfig: { onSuccess: { destination: "acs:a" }, onFailure: { destination: "" } },
    };
    const answered: Misbehaviour = (response) =>
      json(response, { ...settings, createdTime: "2026-01-01T00:00:00Z", qualifier: "LATEST" });
    const { functions } = await client(inTurn(answered));

    expect(await functions.enableStatefulInvocation(contract)).toBe("enabled");

    const [body = ""] = server?.seen[1]?.params.keys() ?? [];
    expect(JSON.parse(body)).toEqual({
      [contract === fc2 ? "statefulInvocation" : "asyncTask"]: true,
      maxAsyncRetryAttempts: 1,
      maxAsyncEventAgeInSeconds: 60,
      destinationConfig: { onSuccess: { destination: "acs:a" } },
    });
  });

  test("the service is asked again when it wants to be, and the hooks are told", async () => {
    const told: object[] = [];
    const busy: Misbehaviour = (response, seen, raw) => {
      response.setHeader("retry-after", "7");
      refuse(429, "ResourceExhausted")(response, seen, raw);
    };
    const { functions, clock } = await client(inTurn(busy, accept), {
      onResponse: ({ action, attempt, status, requestId }) =>
        void told.push({ action, attempt, status, requestId }),
      onRetry: ({ delayMs }) => void told.push({ delayMs }),
    });

    await functions.invokeAsync(contract, input);

    expect(told).toEqual([
      { action: "InvokeFunction", attempt: 1, status: 429, requestId: "request-1" },
      { delayMs: expect.any(Number) },
      { action: "InvokeFunction", attempt: 2, status: 202, requestId: "request-2" },
    ]);
    expect(clock.now()).toBeGreaterThanOrEqual(7_000);
  });

  test("nothing secret is in what is thrown", async () => {
    const leak = "planted-key planted-secret planted-token";
    const { functions } = await client(
      inTurn(
        refuse(403, "SignatureNotMatch"),
        (response) => json(response, { ...error("AccessDenied"), Message: leak, ErrorMessage: leak }, 403),
        (response) => {
          response.removeHeader("x-fc-request-id");
          response.writeHead(200).end(leak);
        },
        reset,
      ),
    );

    for (let call = 0; call < 4; call++) {
      const failure: unknown = await functions.invokeAsync(contract, input).catch((e: unknown) => e);
      const seen = inspect(failure, { depth: null });
      expect(failure).toBeInstanceOf(Error);
      expect((failure as Error).cause).toBeUndefined();
      expect(seen).not.toMatch(/planted-/);
    }
  });
});

test("what comes back depends on whether there is an id to follow", () => {
  const functions = new FunctionClient({ region: "cn-hangzhou", accountId: "1234" });
  const withId = () => functions.invokeAsync(fc2, { sku: "kettle" }, { jobId: "order-1" });
  const without = () => functions.invokeAsync(fc2, { sku: "kettle" });

  expectTypeOf(withId).returns.resolves.toEqualTypeOf<Job<typeof fc2>>();
  expectTypeOf(without).returns.resolves.toEqualTypeOf<AcceptedInvocation>();
});
