import { defineFunction } from "@fnfkit/sdk/contract";
import { isConfigurationError, isContractError } from "@fnfkit/sdk/errors";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { ok, scriptedSend } from "../../../sdk/test/support/scripted-send.ts";
import { createReporter } from "./index.ts";

const audit = defineFunction({
  name: "audit",
  input: z.object({}),
  output: z.object({ approved: z.boolean() }),
  errors: ["AuditorUnavailable"],
});

function config() {
  const send = scriptedSend({
    ReportTaskSucceeded: ok({ EventId: 7 }),
    ReportTaskFailed: ok({ EventId: 8 }),
  });
  return { send, region: "cn-hangzhou", credentials: { accessKeyId: "id", accessKeySecret: "secret" } };
}

describe("a contract's reporter", () => {
  test("reports what fits the contract", async () => {
    const given = config();
    const reporter = createReporter(audit, given);

    expect(await reporter.succeed("token", { approved: true })).toEqual({ outcome: "accepted", eventId: 7 });
    expect(await reporter.fail("token", "AuditorUnavailable", "on holiday")).toEqual({
      outcome: "accepted",
      eventId: 8,
    });
    expect(given.send.requests.map(({ params }) => params)).toEqual([
      { TaskToken: "token", Output: '{"approved":true}' },
      { TaskToken: "token", Error: "AuditorUnavailable", Cause: "on holiday" },
    ]);
  });

  test("sends nothing that does not", async () => {
    const given = config();
    const reporter = createReporter(audit, given);

    await expect(reporter.succeed("token", { approved: "yes" } as never)).rejects.toSatisfy(isContractError);

    expect(given.send.requests).toEqual([]);
  });
});

test("a reporter without a contract reports anything", async () => {
  const given = config();

  await createReporter(given).succeed("token", { anything: [1] });

  expect(given.send.requests[0]?.params.Output).toBe('{"anything":[1]}');
});

test("a reporter without credentials is refused before anything is loaded", () => {
  const { credentials: _, ...rest } = config();

  expect(() => createReporter(audit, rest as never)).toThrow(expect.toSatisfy(isConfigurationError));
});
