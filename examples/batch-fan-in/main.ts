/**
 * A batch fan-in, offline and in virtual time: 200 invoices wait for one answer of the bank each, and a single worker reports
 * them all at the rate that the service takes: 10 at once, then 2 a second.
 */
import { FlowClient } from "@fnfkit/sdk";
import { setupClouds } from "@fnfkit/testing";
import { type BatchQueue, pay, payHandler, payrunFlow } from "./invoices.ts";
import { settleBatch } from "./worker.ts";

const invoices = Array.from({ length: 200 }, (_, index) => `invoice-${index + 1}`);
const closed = "invoice-13";

const queue: BatchQueue = [];
const clouds = setupClouds({ quotas: { otherActions: { burst: 10, perSecond: 2 } } });
clouds.deploy(pay, payHandler(queue));
clouds.listen();
const flows = new FlowClient(clouds.config);
await flows.deploy(payrunFlow, { roleArn: `acs:ram::${clouds.config.accountId}:role/payrun` });
const runs = await Promise.all(
  [invoices.slice(0, 100), invoices.slice(100)].map((part) =>
    flows.start(payrunFlow, { input: { invoices: part } }),
  ),
);
await clouds.clock.advance("8h"); // the bank's day
console.log(`${queue.length} invoices wait`);

const began = clouds.clock.now();
const outcomes = await settleBatch({
  queue,
  config: clouds.config,
  bank: async (lines) =>
    lines.map(({ invoice }) => (invoice === closed ? { closed: true } : { receipt: `r-${invoice}` })),
});
const accepted = outcomes.filter(({ outcome }) => outcome === "accepted").length;
console.log(`${accepted} reported in ${Math.round((clouds.clock.now() - began) / 1_000)} s`);

const results = await Promise.all(runs.map((run) => run.result()));
const receipts = results.flatMap(({ each }) => each.map(({ receipt }) => receipt));
console.log(
  `${receipts.filter((receipt) => receipt !== "none").length} paid, ${receipts.indexOf("none") + 1} is the one that was not`,
);
clouds.close();
