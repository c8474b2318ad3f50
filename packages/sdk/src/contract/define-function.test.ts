import { describe, expect, test } from "vitest";
import { z } from "zod";
import { isConfigurationError } from "../errors/index.ts";
import { defineFunction, functionArn, parseFunctionArn } from "./index.ts";

const shape = { input: z.object({}), output: z.object({}) };

describe("a contract is refused", () => {
  test.each([
    ["with a name that is none", { name: "a/b" }],
    ["with a service that is none", { name: "a", service: "shop.prod" }],
    ["with a qualifier that is none", { name: "a", qualifier: "a.b" }],
    ["with an error name that is empty", { name: "a", errors: [""] }],
    ["with an error name that is too long", { name: "a", errors: ["E".repeat(129)] }],
    ["with a job id's key that FDL cannot refer to", { name: "a", jobId: "job-id" }],
    ["with a job id's key that reads as a path", { name: "a", jobId: "a.b" }],
    ["with one key for job id and task token", { name: "a", jobId: "ticket", token: "ticket" }],
    ["with the job id under the usual key of tokens", { name: "a", jobId: "taskToken" }],
  ])("%s", (_, parts) => {
    const define = () => defineFunction({ ...shape, ...parts } as never);

    expect(define).toThrow(/^Failed to define function/);
    expect(catching(define)).toSatisfy(isConfigurationError);
  });
});

function catching(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    return error;
  }
}

describe("a function's resource name", () => {
  test.each([
    [{ service: "shop", name: "audit" }, "acs:fc:::services/shop/functions/audit"],
    [{ service: "shop", name: "audit", qualifier: "prod" }, "acs:fc:::services/shop.prod/functions/audit"],
    [{ name: "audit" }, "acs:fc:::functions/audit"],
    [{ name: "audit", qualifier: "prod" }, "acs:fc:::functions/audit/prod"],
    [{ name: "audit", region: "cn-hangzhou", account: "12" }, "acs:fc:cn-hangzhou:12:functions/audit"],
  ])("is written and read: %j", (target, arn) => {
    expect(functionArn(target)).toBe(arn);
    expect(parseFunctionArn(arn)).toEqual(target);
  });

  test.each(["acs:fnf:::flow/order", "acs:fc:::services/shop", ""])("%j is none", (arn) => {
    expect(parseFunctionArn(arn)).toBeUndefined();
  });
});

test("a declared error is named as its class is, and keeps what caused it", () => {
  const contract = defineFunction({ ...shape, name: "audit", errors: ["AuditorUnavailable"] });
  const cause = new TypeError("no line");

  const error = contract.error("AuditorUnavailable", cause);

  expect([error.name, error.constructor.name, error.message]).toEqual([
    "AuditorUnavailable",
    "AuditorUnavailable",
    "no line",
  ]);
  expect(error.cause).toBe(cause);
});
