import { defineFunction } from "@fnfkit/sdk/contract";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { findToken } from "./find-token.ts";
import type { FcContext } from "./platform.ts";

const schemas = { input: z.looseObject({}), output: z.looseObject({}) };
const audit = defineFunction({ name: "audit", ...schemas, token: "auditToken", jobId: "job" });
const plain = defineFunction({ name: "plain", ...schemas });

const context: FcContext = { requestId: "r-1" };

/** Every place that can carry a token, each with one of its own, in the order in which they are looked at. */
const places = {
  body: { auditToken: "contract's", taskToken: "1st", task_token: "2nd", TaskToken: "3rd" },
  context: { ...context, auditToken: "context's", taskToken: "context's usual one" },
  headers: { "x-fnf-task-token": "header's" },
  query: { auditToken: "query's", taskToken: "query's usual one" },
};

test("the first place counts, in the documented order", () => {
  const { taskToken, task_token, TaskToken } = places.body;
  const { headers, query } = places;
  const nowhere = { body: {}, headers: {}, query: {} };

  const tokens = [
    findToken(audit, places, places.context, "user's"),
    findToken(audit, places, places.context, undefined),
    findToken(plain, places, places.context, undefined),
    findToken(audit, { ...places, body: { task_token, TaskToken } }, places.context, undefined),
    findToken(audit, { ...places, body: { TaskToken } }, places.context, undefined),
    findToken(audit, { ...places, body: {} }, places.context, undefined),
    findToken(plain, { ...places, body: {} }, places.context, undefined),
    findToken(audit, { ...nowhere, headers, query }, context, undefined),
    findToken(audit, { ...nowhere, body: "text", query }, context, undefined),
    findToken(plain, { ...nowhere, query }, context, undefined),
    findToken(audit, nowhere, context, undefined),
  ].map(({ token }) => token);

  expect(tokens).toEqual([
    "user's",
    "contract's",
    taskToken,
    "2nd",
    "3rd",
    "context's",
    "context's usual one",
    "header's",
    "query's",
    "query's usual one",
    undefined,
  ]);
});

const read = (body: unknown) => ({ body, headers: {}, query: {} });

describe("what is no token", () => {
  test.each([[""], [null], [42], [{}]])("is %j", (auditToken) => {
    const { token } = findToken(audit, read({ auditToken }), context, "");

    expect(token).toBeUndefined();
  });

  test("is the job's id, whatever its key is called", () => {
    const odd = defineFunction({ name: "odd", ...schemas, jobId: "task_token" });

    expect(findToken(odd, read({ task_token: "order-42" }), context, undefined)).toEqual({
      input: {},
      token: undefined,
      jobId: "order-42",
    });
  });
});

test("an event that is no object is the input as it is", () => {
  expect(findToken(audit, read([1]), context, undefined).input).toEqual([1]);
});

test("neither token nor job id reach the input, and all else does, whatever the event", () => {
  const names = fc.constantFrom(
    "auditToken",
    "taskToken",
    "task_token",
    "TaskToken",
    "job",
    "a",
    "b",
    "__proto__",
  );
  const values = fc.oneof(fc.constantFrom("secret-token", "other-token", ""), fc.jsonValue());
  const given = fc.constantFrom(undefined, "secret-token");
  fc.assert(
    fc.property(
      fc.dictionary(names, values),
      given,
      fc.constantFrom(audit, plain),
      (body, user, contract) => {
        const { input, token } = findToken(contract, read(body), context, user);

        const left = Object.entries(input as object);
        expect(Object.keys(input as object)).not.toContain(contract.token);
        expect(Object.keys(input as object)).not.toContain(contract.jobId);
        if (token !== undefined) expect(left.map(([, value]) => value)).not.toContain(token);
        const others = Object.entries(body).filter(
          ([key, value]) => !/token|job/i.test(key) && (token === undefined || value !== token),
        );
        expect(left).toEqual(expect.arrayContaining(others));
      },
    ),
  );
});
