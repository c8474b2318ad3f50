import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { createReporter } from "@fnfkit/function-kit";
import { FlowClient } from "@fnfkit/sdk";
import { setupClouds } from "@fnfkit/testing";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { startExample } from "../start-example.ts";
import { approve, expenseFlow } from "./expense.ts";
import { approvalPage } from "./page.ts";
import { approveHandler, type Requests } from "./requests.ts";

const post = (url: string, fields: Record<string, string>) =>
  fetch(url, { method: "POST", body: new URLSearchParams(fields) });
const idIn = (html: string) => /name="id" value="([^"]+)"/.exec(html)?.[1] ?? "";

test("the example runs until somebody decides on its page", async () => {
  const example = startExample("web-approval");
  const url = (await example.line(/http:\S+/))[0];
  const html = await (await fetch(url)).text();

  await post(url, { id: idIn(html), decision: "approve", who: "Ada" });

  expect(html).toContain("Lin asks for 42 for a kettle");
  expect(await example.end()).toMatchObject({
    exitCode: 0,
    stdout: expect.stringContaining("Paid, approved by Ada"),
  });
}, 30_000);

describe("an expense", () => {
  const clouds = setupClouds();
  const requests: Requests = new Map();
  const page = approvalPage({ requests, reporter: createReporter(approve, clouds.config) });
  let url = "";
  beforeAll(async () => {
    clouds.listen();
    await once(page.listen(0, "127.0.0.1"), "listening");
    url = `http://127.0.0.1:${(page.address() as AddressInfo).port}/`;
  });
  beforeEach(() => clouds.deploy(approve, approveHandler(requests)));
  afterEach(() => {
    clouds.reset();
    requests.clear();
    vi.restoreAllMocks();
  });
  afterAll(() => {
    page.close();
    clouds.close();
  });

  async function ask(expense = "a kettle") {
    const flows = new FlowClient(clouds.config);
    await flows.deploy(expenseFlow, { roleArn: "acs:ram::1234567890123456:role/expenses" });
    const execution = await flows.start(expenseFlow, { input: { expense, amount: 42, by: "Lin" } });
    const { token } = await clouds.pending("approve");
    const html = await (await fetch(url)).text();
    return { execution, token, html, id: idIn(html) };
  }

  test("that is rejected fails, with the reason", async () => {
    const { execution, id } = await ask();

    await post(url, { id, decision: "reject", who: "Ada", reason: "we have one" });

    await expect(execution.result()).rejects.toMatchObject({ error: "ExpenseRejected" });
    const failed = clouds.history(execution).find(({ type }) => type === "TaskFailed");
    expect(failed?.detail).toMatchObject({ error: "ExpenseRejected", cause: "Ada: we have one" });
  });

  test("is shown without its token, and as text", async () => {
    const { execution, token, html, id } = await ask("<script>");

    expect(html).not.toContain(token);
    expect(html).not.toContain("<script>");
    await post(url, { id, decision: "approve" });
    await execution.result();
  });

  test("that nobody looked at for three days is told to be too late", async () => {
    const { execution, id } = await ask();
    clouds.expire("approve");
    await expect(execution.result()).rejects.toMatchObject({ error: "ApprovalForgotten" });

    const answer = await post(url, { id, decision: "approve" });

    expect(await answer.text()).toContain("Too late");
  });

  test("whose decision does not get through can be decided again", async () => {
    vi.spyOn(console, "error").mockImplementation(() => {});
    const { execution, id } = await ask();
    const mend = clouds.faults.add({ action: "ReportTaskSucceeded", fault: "error500" });

    const first = await post(url, { id, decision: "approve", who: "Ada" });
    mend();
    const second = await post(url, { id, decision: "approve", who: "Ada" });

    expect([first.status, second.status]).toEqual([502, 200]);
    expect(await execution.result()).toMatchObject({ paid: true, approvedBy: "Ada" });
  });

  test("can be decided once", async () => {
    const { execution, id } = await ask();
    await post(url, { id, decision: "approve", who: "Ada" });

    const again = await post(url, { id, decision: "reject", who: "Ben" });

    expect(again.status).toBe(404);
    expect(await execution.result()).toMatchObject({ approvedBy: "Ada" });
  });
});
