/**
 * A manual audit by web approval, offline: an expense waits until a person decides on a page of this machine.
 * Prints the page's address, and how the expense ended.
 */
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { createReporter } from "@fnfkit/function-kit";
import { FlowClient, isExecutionFailedError } from "@fnfkit/sdk";
import { setupClouds } from "@fnfkit/testing";
import { approve, expenseFlow } from "./expense.ts";
import { approvalPage } from "./page.ts";
import { approveHandler, type Requests } from "./requests.ts";

const requests: Requests = new Map();
// A person decides in a person's time.
const clouds = setupClouds({ mode: "real", stalledAfterMs: 0 });
clouds.deploy(approve, approveHandler(requests));
clouds.listen();
const page = approvalPage({ requests, reporter: createReporter(approve, clouds.config) });
await once(page.listen(0, "127.0.0.1"), "listening");

const flows = new FlowClient(clouds.config);
await flows.deploy(expenseFlow, { roleArn: `acs:ram::${clouds.config.accountId}:role/expenses` });
const execution = await flows.start(expenseFlow, {
  input: { expense: "a kettle", amount: 42, by: "Lin" },
});
await clouds.pending("approve");
console.log(`Decide on http://127.0.0.1:${(page.address() as AddressInfo).port}/`);

try {
  const { approvedBy } = await execution.result();
  console.log(`Paid, approved by ${approvedBy}`);
} catch (failure) {
  if (!isExecutionFailedError(failure)) throw failure;
  console.log(`Failed: ${failure.error}: ${failure.cause}`);
} finally {
  page.close();
  clouds.close();
}
