import {
  createReporter,
  type ReporterConfig,
  type SettledReport,
  settleAll,
} from "@fnfkit/function-kit/reporter";
import type { BatchLine, BatchQueue } from "./invoices.ts";

/** What the bank says of one invoice. */
export type BankAnswer = { readonly receipt: string } | { readonly closed: true };

/** What the worker needs. */
export interface WorkerParts {
  readonly queue: BatchQueue;
  /** Where to report. The worker keeps to the rate that the service documents for a whole account. */
  readonly config: ReporterConfig;
  readonly bank: (lines: readonly BatchLine[]) => Promise<readonly BankAnswer[]>;
}

/** Settles a batch: one answer of the bank, and one report for each line. Lines whose report failed stay in the queue. */
export async function settleBatch({ queue, config, bank }: WorkerParts): Promise<readonly SettledReport[]> {
  const lines = queue.splice(0);
  const answers = await bank(lines);
  const reports = lines.map(({ token, invoice }, index) => {
    const answer = answers[index];
    return answer !== undefined && "receipt" in answer
      ? { token, output: { receipt: answer.receipt } }
      : { token, error: "AccountClosed", cause: `the bank knows no account for ${invoice}` };
  });
  const outcomes = await settleAll(createReporter({ ...config, rate: "documented" }), reports);
  queue.push(...lines.filter((_, index) => outcomes[index]?.outcome === "failed"));
  return outcomes;
}
