import { FlowClient, FunctionClient } from "@fnfkit/sdk";
import { setupClouds } from "@fnfkit/testing";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { startExample } from "../start-example.ts";
import { filmFlow, render, renderHandler, type Shelf } from "./film.ts";

test("the example tells of a film that is watched, one that is stopped and one that is too long", async () => {
  const { stdout, stderr, exitCode } = await startExample("long-job").end();

  expect(stdout.trim().split("\n")).toEqual([
    "short: Running, 25 of 60 minutes",
    "short: Running, 50 of 60 minutes",
    "short: short.mp4",
    "stopped: Stopped, 25 of 60 minutes, given up",
    "stopped: Stopped, Cancelled",
    "long: Failed, 119 of 180 minutes, given up",
    "long: Failed, FilmTooLong",
  ]);
  expect({ stderr, exitCode }).toEqual({ stderr: "", exitCode: 0 });
}, 30_000);

const clouds = setupClouds();
beforeAll(() => clouds.listen());
afterEach(() => clouds.reset());
afterAll(() => clouds.close());

test("a job that is stopped alone fails its step", async () => {
  const shelf: Shelf = new Map();
  clouds.deploy(render, renderHandler(shelf), {
    timeoutSeconds: 7_200,
    maxAsyncRetryAttempts: 0,
    stateful: true,
  });
  const flows = new FlowClient(clouds.config);
  await flows.deploy(filmFlow, { roleArn: "acs:ram::1234567890123456:role/films" });
  const execution = await flows.start(filmFlow, { name: "film-1", input: { film: "film-1", minutes: 60 } });
  await clouds.pending("render");
  await clouds.clock.advance("10m");

  await new FunctionClient(clouds.config).job(render, "film-1").stop();

  await expect(execution.result()).rejects.toMatchObject({ status: "Failed", step: "render" });
  expect(shelf.get("film-1")).toBe("10 of 60 minutes, given up");
});
