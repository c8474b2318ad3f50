import { type Execution, isExecutionFailedError, isServiceError, systemClock } from "@fnfkit/sdk";
import type { z } from "zod";
import { type Order, reserve } from "./contracts.ts";
import { orderFlow } from "./flow.ts";
import { progressOf, type StepProgress } from "./progress.ts";
import type { Shop } from "./shop.ts";

/** One order, and what is done about it. */
export interface Scenario {
  readonly title: string;
  readonly order: z.input<typeof Order>;
  /** Whether the customer cancels while the goods are being picked. */
  readonly cancelled?: boolean;
}

/** How an order ended, as `--json` prints it. */
export interface OrderReport {
  readonly flow: string;
  readonly execution: string;
  readonly patterns: readonly string[];
  readonly status: string;
  readonly output?: object;
  readonly error?: string;
  readonly cause?: string;
  /** The job that picked the goods, where it had to be stopped. */
  readonly job?: { readonly id: string; readonly status: string };
  readonly steps: readonly { readonly name: string; readonly status: string }[];
}

/** The order as it came; one that asks for more than there is; and one that is cancelled midway. */
export function scenariosOf(order: Scenario["order"]): Scenario[] {
  return [
    { title: `${order.quantity} × ${order.sku}, as ordered`, order },
    {
      title: `100,000 × ${order.sku}: more than there is`,
      order: { ...order, id: `${order.id}-greedy`, quantity: 100_000 },
    },
    {
      title: `400 × ${order.sku}: cancelled while the goods are picked`,
      order: { ...order, id: `${order.id}-cancelled`, quantity: 400 },
      cancelled: true,
    },
  ];
}

const { steps } = orderFlow.tree;
export const stepNames = steps.map(({ name }) => name);
const patterns = steps.flatMap((step) => (step.type === "task" ? [step.pattern ?? "requestResponse"] : []));

/** Places an order and follows it to its end. */
export async function placeOrder(
  { flows, functions, clock }: Shop,
  { order, cancelled = false }: Scenario,
  onProgress: (steps: readonly StepProgress[]) => void,
): Promise<OrderReport> {
  const execution = await flows.start(orderFlow, {
    name: executionName(order.id, clock.now()),
    input: order,
  });
  const ended = new AbortController();
  const watching = watch(execution, onProgress, ended.signal);
  const job = functions.job(reserve, execution.name);

  const cancel = async () => {
    await untilRunning(job, clock);
    await execution.stop({ error: "OrderCancelled", cause: `${order.customer} thought better of it` });
  };
  // Nobody waits for the result before it is cancelled, so that virtual time stands still meanwhile.
  if (cancelled) await cancel();
  const outcome = await outcomeOf(execution);
  const jobAtEnd = cancelled ? { job: { id: job.id, status: (await job.ended()).status } } : {};

  ended.abort();
  const progress = await watching;
  return {
    ...{ flow: execution.flow, execution: execution.name, patterns },
    ...outcome,
    ...jobAtEnd,
    steps: progress.map(({ name, status }) => ({ name, status })),
  };
}

// An execution's name is good once, and has to suit a job id too.
function executionName(orderId: string, now: number): string {
  const words = orderId.replaceAll(/[^A-Za-z0-9_-]/g, "-").slice(0, 80);
  return `${/^[A-Za-z_]/.test(words) ? words : `order-${words}`}-${now.toString(36)}`;
}

async function outcomeOf(
  execution: Execution<object>,
): Promise<Pick<OrderReport, "status" | "output" | "error" | "cause">> {
  try {
    return { status: "Succeeded", output: await execution.result() };
  } catch (failure) {
    if (!isExecutionFailedError(failure)) throw failure;
    const { status, error, cause } = failure;
    return { status, error, cause };
  }
}

async function untilRunning(job: ReturnType<Shop["functions"]["job"]>, clock: Shop["clock"]): Promise<void> {
  const isRunning = async () => {
    try {
      return (await job.describe()).status === "Running";
    } catch (failure) {
      // The service shows a job some seconds after it has accepted it.
      if (isServiceError(failure) && failure.status === 404) return false;
      throw failure;
    }
  };
  while (!(await isRunning())) await clock.sleep(1_000);
}

// Looked at in real time, whatever the clouds' own: this is for a person to see.
const lookIntervalMs = 400;

async function watch(
  execution: Execution<object>,
  onProgress: (steps: readonly StepProgress[]) => void,
  ended: AbortSignal,
): Promise<readonly StepProgress[]> {
  for (;;) {
    const isLast = ended.aborted;
    const events = [];
    for await (const event of execution.history()) events.push(event);
    const progress = progressOf(stepNames, events);
    onProgress(progress);
    if (isLast) return progress;
    await systemClock.sleep(lookIntervalMs, ended).catch(() => {});
  }
}
