import { expect, it } from "vitest";
import { integrationOf, integrations, type Service } from "./integrations.ts";

it("has one row for each combination of service, pattern and invocation type", () => {
  const services: readonly Service[] = ["function", "flow", "queue", "topic", "action"];
  const rows = services.flatMap((service) =>
    (["requestResponse", "sync", "waitForCallback"] as const).flatMap((pattern) =>
      (["Sync", "Async"] as const).map((invocation) => integrationOf(service, pattern, invocation)),
    ),
  );

  expect(rows).toHaveLength(30);
  expect(new Set(rows)).toEqual(new Set(integrations));
});

it("takes what a step leaves out for a synchronous call whose answer is waited for", () => {
  expect(integrationOf("function")).toMatchObject({ pattern: "requestResponse", invocation: "Sync" });
});

it("lets only asynchronous invocations of functions be jobs", () => {
  const jobs = integrations.filter(({ jobId }) => jobId);

  expect(jobs).toHaveLength(3);
  expect(jobs.every(({ service, invocation }) => service === "function" && invocation === "Async")).toBe(
    true,
  );
});
