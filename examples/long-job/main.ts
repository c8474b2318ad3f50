/**
 * A long job, offline and in virtual time: one film is watched until it is done, one is stopped midway, and one is too long
 * for the function's time-out, which the flow learns at once.
 */
import { FlowClient, FunctionClient, isExecutionFailedError } from "@fnfkit/sdk";
import { setupClouds } from "@fnfkit/testing";
import { filmFlow, render, renderHandler, type Shelf } from "./film.ts";

const shelf: Shelf = new Map();
const clouds = setupClouds();
clouds.deploy(render, renderHandler(shelf), { timeoutSeconds: 7_200, maxAsyncRetryAttempts: 0 });
clouds.listen();
const flows = new FlowClient(clouds.config);
const functions = new FunctionClient(clouds.config);
await flows.deploy(filmFlow, { roleArn: `acs:ram::${clouds.config.accountId}:role/films` });
await functions.enableStatefulInvocation(render);

/** Begins a film, and says how its job stands whenever it is asked. */
async function begin(film: string, minutes: number) {
  const execution = await flows.start(filmFlow, { name: film, input: { film, minutes } });
  await clouds.pending("render");
  const job = functions.job(render, film);
  return {
    execution,
    job,
    async show() {
      const { status } = await job.describe();
      console.log(`${film}: ${status}, ${shelf.get(film)}`);
    },
    async showEnd() {
      try {
        const { file } = await execution.result();
        console.log(`${film}: ${file}`);
      } catch (failure) {
        if (!isExecutionFailedError(failure)) throw failure;
        console.log(`${film}: ${failure.status}, ${failure.error}`);
      }
    },
  };
}

const short = await begin("short", 60);
await clouds.clock.advance("25m");
await short.show();
await clouds.clock.advance("25m");
await short.show();
await short.showEnd();

const stopped = await begin("stopped", 60);
await clouds.clock.advance("25m");
await stopped.execution.stop({ error: "Cancelled", cause: "nobody wants to see it" });
await stopped.job.ended();
await stopped.show();
await stopped.showEnd();

const long = await begin("long", 180);
await clouds.clock.advance("2h"); // the function's time-out
await long.show();
await long.showEnd();

clouds.close();
