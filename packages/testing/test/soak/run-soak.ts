import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import {
  type Execution,
  FlowClient,
  isExecutionAlreadyExistsError,
  isExecutionFailedError,
} from "@fnfkit/sdk";
import { createChance } from "../../src/clouds/chance.ts";
import { setupClouds } from "../../src/index.ts";
import { audit, type Fate, fates, type Order, orderFlow, pack, reserve } from "./order-flow.ts";

export interface SoakOptions {
  readonly executions: number;
  /** Decides which orders there are and what goes wrong. */
  readonly seed: number;
  /** Told after each batch how many executions have ended. */
  readonly onBatch?: (ended: number) => void;
}

/** What a soak has seen. */
export interface SoakReport {
  /** How many ended in each way. */
  readonly endings: { readonly [ending: string]: number };
  /** Those that did not end as their order should, in words. */
  readonly wrong: readonly string[];
  /** How many calls have met a fault. */
  readonly faults: number;
  /** How many timers of the clouds stood when everything had ended, batches together. */
  readonly timersLeft: number;
  /** How many timers of the process there are more at the end than after the first batches. */
  readonly processTimersLeft: number;
  /** By how many bytes the heap has grown from the first tenth to the end, after a reset and a garbage collection each. */
  readonly heapGrowth: number;
}

const batchSize = 100;
const faultOf = { throttle: 0.02, error500: 0.02, reset: 0.02, lostReply: 0.02 } as const;

const expected: { readonly [F in Fate]: string } = {
  fine: "Succeeded",
  busy: "Succeeded",
  soldOut: "Failed: Refused",
  declined: "Failed: Declined",
  silent: "Failed: FnF.TaskTimeout",
  stopped: "Stopped: Cancelled",
};

/** Runs executions through one `setupClouds`, in batches with a reset after each, while every kind of call goes wrong at times. */
export async function runSoak({ executions, seed, onBatch }: SoakOptions): Promise<SoakReport> {
  const fateChance = createChance(seed, "fates");
  const faultChance = createChance(seed, "faults of the soak");
  const clouds = setupClouds({ wire: "direct", seed });
  const endings: { [ending: string]: number } = {};
  const wrong: string[] = [];
  let faults = 0;
  let timersLeft = 0;
  const batches = Math.ceil(executions / batchSize);
  const early = Math.max(1, Math.floor(batches / 10));
  let before = { heap: 0, timers: 0 };

  clouds.listen();
  try {
    for (let batch = 1; batch <= batches; batch++) {
      await runBatch();
      timersLeft += clouds.clock.timers;
      clouds.reset();
      if (batch === early) before = stateOfProcess();
      onBatch?.(batch * batchSize);
    }
  } finally {
    clouds.close();
  }
  const after = stateOfProcess();
  return {
    ...{ endings, wrong, faults, timersLeft },
    processTimersLeft: after.timers - before.timers,
    heapGrowth: after.heap - before.heap,
  };

  async function runBatch() {
    const flows = new FlowClient(clouds.config);
    const held: Promise<unknown>[] = [];
    const busy = new Map<string, number>();
    clouds.implement(reserve, ({ id, fate }) => {
      const attempt = (busy.get(id) ?? 0) + 1;
      busy.set(id, attempt);
      if (fate === "soldOut") throw reserve.error("SoldOut");
      if (fate === "busy" && attempt < 3) throw reserve.error("Busy");
      return { receipt: `r-${id}` };
    });
    clouds.implement(audit, ({ id, fate }, { token = "", ...task }) => {
      if (fate === "stopped") held.push(flows.execution(orderFlow, id).stop({ error: "Cancelled" }));
      else if (fate === "declined") held.push(flows.report.fail(token, "Declined"));
      else if (fate !== "silent") held.push(flows.report.succeed(token, { by: "Ada" }));
      return task.defer();
    });
    clouds.implement(pack, () => ({ weight: 1 }));
    await flows.deploy(orderFlow, { roleArn: "acs:ram::1:role/soak", description: "Orders" });
    for (const fault of Object.keys(faultOf) as (keyof typeof faultOf)[]) {
      const when = () => {
        const strikes = faultChance.next() < faultOf[fault];
        if (strikes) faults++;
        return strikes;
      };
      clouds.faults.add({ action: "*", fault, when });
    }
    const orders = Array.from(
      { length: batchSize },
      (_, i): Order => ({
        id: `order-${i}`,
        fate: fates[Math.floor(fateChance.next() * fates.length)] as Fate,
      }),
    );
    const results = await Promise.all(
      orders.map(async (order) => {
        return { order, ended: endingOf((await startOrAttach(flows, order)).result()) };
      }),
    );
    await Promise.all(results.map(({ order, ended }) => order.fate !== "silent" && ended));
    // Only the test's own doing passes a time-out.
    await clouds.clock.advance("2d");
    await Promise.all(held);
    for (const { order, ended } of results) {
      const ending = await ended;
      endings[ending] = (endings[ending] ?? 0) + 1;
      if (ending !== expected[order.fate]) wrong.push(`${order.fate} ended as ${ending}`);
    }
  }
}

/** When the answer to a start was lost and the execution has ended by the next try, a name is taken: by itself. */
async function startOrAttach(flows: FlowClient, order: Order): Promise<Execution<unknown>> {
  try {
    return await flows.start(orderFlow, { name: order.id, input: order });
  } catch (error) {
    if (!isExecutionAlreadyExistsError(error)) throw error;
    return flows.execution(orderFlow, order.id);
  }
}

async function endingOf(result: Promise<unknown>): Promise<string> {
  try {
    await result;
    return "Succeeded";
  } catch (error) {
    return isExecutionFailedError(error) ? `${error.status}: ${error.error}` : String(error);
  }
}

function stateOfProcess() {
  setFlagsFromString("--expose-gc");
  runInNewContext("gc")();
  return {
    heap: process.memoryUsage().heapUsed,
    timers: process.getActiveResourcesInfo().filter((name) => name === "Timeout").length,
  };
}
