import { randomUUID } from "node:crypto";
import { handleTask } from "@fnfkit/function-kit";
import { approve } from "./expense.ts";

/** What a person is asked. The token stays on the server: whoever holds it can settle the step. */
export interface ApprovalRequest {
  readonly id: string;
  readonly expense: string;
  readonly amount: number;
  readonly by: string;
  readonly token: string;
}

/** Where requests wait for a decision: a table in real life. */
export type Requests = Map<string, ApprovalRequest>;

/** The function that the flow calls: it files the request and leaves the report to the page. */
export function approveHandler(requests: Requests) {
  return handleTask(approve, ({ expense, amount, by }, task) => {
    const deferred = task.defer(); // throws at once when there is no token to report with
    const id = randomUUID();
    requests.set(id, { id, expense, amount, by, token: task.token ?? "" });
    return deferred;
  });
}
