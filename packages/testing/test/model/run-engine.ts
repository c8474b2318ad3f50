import type { Flow } from "@fnfkit/sdk/fdl";
import { noLimits } from "../../src/engine/index.ts";
import { type FakeService, fakeHost } from "../support/fake-host.ts";
import { input } from "./any-flow.ts";
import { services } from "./services.ts";

/** Starts a flow on the engine, over the model's services. */
export function startOnEngine(flow: Pick<Flow, "steps"> & Partial<Flow>) {
  const host: ReturnType<typeof fakeHost> = fakeHost(
    Object.fromEntries(
      Object.entries(services).map(([name, service]): [string, FakeService] => [
        name,
        (call, tell) => {
          const reply = service(call.input, call.task.attempt);
          if (reply.kind === "accepts") {
            tell({ kind: "accepted" });
            return;
          }
          tell({ kind: "started" });
          if (reply.kind === "fails") {
            tell({ kind: "failed", error: reply.error, cause: "" });
            return;
          }
          const answer = () => tell({ kind: "answered", result: JSON.stringify(reply.result) });
          if (reply.afterSeconds === undefined) answer();
          else host.clock.schedule(reply.afterSeconds * 1_000, answer);
        },
      ]),
    ),
  );
  const startedAt = host.clock.now();
  const execution = host.run(flow, input, { limits: noLimits });
  return { execution, clock: host.clock, startedAt };
}

/** Runs a flow on the engine until nothing can happen any more. */
export async function runOnEngine(flow: Pick<Flow, "steps"> & Partial<Flow>) {
  const started = startOnEngine(flow);
  await started.clock.advance("400d");
  return started;
}
