import { createServer, type IncomingMessage, type Server } from "node:http";
import type { ContractReporter, ReportOutcome } from "@fnfkit/function-kit";
import type { approve } from "./expense.ts";
import type { ApprovalRequest, Requests } from "./requests.ts";

/** What the page works on. */
export interface PageParts {
  readonly requests: Requests;
  readonly reporter: ContractReporter<typeof approve>;
}

/** Serves the page on which a person decides. In real life it stands behind a sign-in, which also says who decides. */
export function approvalPage({ requests, reporter }: PageParts): Server {
  return createServer(async (request, response) => {
    const answer = (status: number, body: string) => {
      response.writeHead(status, { "content-type": "text/html; charset=utf-8" });
      response.end(`<!doctype html><title>Expenses</title>${body}`);
    };
    if (request.method === "GET") return answer(200, listOf(requests));
    const decision = new URLSearchParams(await textOf(request));
    const asked = requests.get(decision.get("id") ?? "");
    if (asked === undefined) return answer(404, "<p>There is no such request, or it has been decided.</p>");
    try {
      const { outcome } = await decide(reporter, asked, decision);
      // Only now: a report that fails leaves the request where it was, to be decided again.
      requests.delete(asked.id);
      answer(200, outcome === "accepted" ? "<p>Noted.</p>" : "<p>Too late: it was settled before.</p>");
    } catch (failure) {
      console.error(failure);
      answer(502, "<p>The decision did not reach the flow. Please try again.</p>");
    }
  });
}

function decide(
  reporter: PageParts["reporter"],
  { token }: ApprovalRequest,
  decision: URLSearchParams,
): Promise<ReportOutcome> {
  const who = decision.get("who") || "somebody";
  if (decision.get("decision") === "approve") return reporter.succeed(token, { approvedBy: who });
  return reporter.fail(token, "ExpenseRejected", `${who}: ${decision.get("reason") || "no reason given"}`);
}

function listOf(requests: Requests): string {
  if (requests.size === 0) return "<p>Nothing to decide.</p>";
  return [...requests.values()].map(formOf).join("");
}

function formOf({ id, expense, amount, by }: ApprovalRequest): string {
  return `<form method="post">
  <p>${escaped(by)} asks for ${amount} for ${escaped(expense)}.</p>
  <input type="hidden" name="id" value="${id}">
  <input name="who" placeholder="your name"> <input name="reason" placeholder="why not">
  <button name="decision" value="approve">Approve</button>
  <button name="decision" value="reject">Reject</button>
</form>`;
}

function escaped(text: string): string {
  return text.replaceAll(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`);
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request.setEncoding("utf8")) text += chunk;
  return text;
}
