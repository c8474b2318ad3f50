import { FlowClient } from "@fnfkit/sdk";
import { expect, test } from "vitest";
import { work } from "../test/support/fnf-calls.ts";
import { setupClouds } from "./setup-clouds.ts";

const shared = setupClouds();
shared.listen();

test.concurrent("tests that run at once may not share clouds", async () => {
  expect(() => shared.deploy(work, async () => ({}))).toThrow(/test\.concurrent/);
  await expect(new FlowClient(shared.config).start("f")).rejects.toThrow(/test\.concurrent/);
  expect(() => shared.reset()).toThrow(/test\.concurrent/);
});

test.concurrent("they may have their own each", async () => {
  const own = setupClouds();

  own.deploy(work, async () => ({}));
  own.reset();
});

test("a test that runs alone may use the file's", () => {
  shared.deploy(work, async () => ({}));
  shared.close();
});
