import { Listr } from "listr2";
import { type OrderReport, type Scenario, stepNames } from "./orders.ts";
import type { StepProgress } from "./progress.ts";

/** Runs one order, telling how far it has come. */
export type Run = (
  scenario: Scenario,
  onProgress: (steps: readonly StepProgress[]) => void,
) => Promise<OrderReport>;

/** Runs the orders with nothing to be seen. */
export async function runSilently(scenarios: readonly Scenario[], run: Run): Promise<OrderReport[]> {
  const reports: OrderReport[] = [];
  for (const scenario of scenarios) reports.push(await run(scenario, () => {}));
  return reports;
}

/** Runs the orders, a line for whatever happens. */
export async function runWithLines(scenarios: readonly Scenario[], run: Run): Promise<void> {
  for (const scenario of scenarios) {
    console.log(scenario.title);
    const told = new Map<string, string>();
    const report = await run(scenario, (steps) => {
      for (const step of steps) {
        if (step.status === "NotReached" || told.get(step.name) === step.status) continue;
        told.set(step.name, step.status);
        console.log(`  ${stepLine(step)}`);
      }
    });
    console.log(`  ${ending(report)}`);
  }
}

/** Runs the orders, drawing a tree of their steps on a terminal. */
export async function runAsTree(scenarios: readonly Scenario[], run: Run): Promise<void> {
  const tree = new Listr(
    scenarios.map((scenario) => ({
      title: scenario.title,
      task: (_: unknown, task) => {
        const board = createBoard();
        const report = run(scenario, board.update).finally(board.close);
        return task.newListr(
          [
            ...stepNames.map((name) => ({
              title: name,
              task: async (_: unknown, own: { title: string; skip(): void }) => {
                const step = await board.settled(name, (running) => {
                  own.title = stepLine(running);
                });
                own.title = step === undefined ? `${name}: not reached` : stepLine(step);
                if (step === undefined) own.skip();
                else if (step.status !== "Succeeded") throw new Error(own.title);
              },
            })),
            {
              title: "the execution runs",
              task: async (_: unknown, own: { title: string }) => {
                own.title = ending(await report);
              },
            },
          ],
          { concurrent: true, exitOnError: false },
        );
      },
    })),
    { rendererOptions: { collapseSubtasks: false, showErrorMessage: false, collapseSkips: false } },
  );
  await tree.run();
}

/** Hands each step's progress to whoever draws it. */
function createBoard() {
  let steps: readonly StepProgress[] = [];
  let closed = false;
  const drawers = new Set<() => void>();
  const draw = () => {
    for (const drawer of drawers) drawer();
  };
  return {
    update(progress: readonly StepProgress[]) {
      steps = progress;
      draw();
    },
    close() {
      closed = true;
      draw();
    },
    /** Resolves when the step has ended; with nothing when it was never reached. */
    settled: (name: string, onRunning: (step: StepProgress) => void) =>
      new Promise<StepProgress | undefined>((resolve) => {
        const drawer = () => {
          const step = steps.find((one) => one.name === name);
          if (step?.leftAt !== undefined) resolve(step);
          else if (closed) resolve(undefined);
          else if (step?.status === "Running") onRunning(step);
        };
        drawers.add(drawer);
        drawer();
      }),
  };
}

function stepLine({ name, status, enteredAt, leftAt }: StepProgress): string {
  if (enteredAt === undefined) return name;
  const since = leftAt === undefined ? "" : ` after ${duration(leftAt.getTime() - enteredAt.getTime())}`;
  return `${name}: ${status} at ${moment(leftAt ?? enteredAt)}${since}`;
}

function ending({ execution, status, output, error, cause, job }: OrderReport): string {
  const what =
    output === undefined ? [error, causeWords(cause)].filter(Boolean).join(": ") : JSON.stringify(output);
  const jobAtEnd = job === undefined ? "" : ` (its job: ${job.status})`;
  return `${execution}: ${status}${jobAtEnd}: ${what}`;
}

// Function Compute gives a function's error as JSON, with its stack.
function causeWords(cause = ""): string {
  try {
    return (JSON.parse(cause) as { errorMessage?: string }).errorMessage ?? cause;
  } catch {
    return cause;
  }
}

function moment(time: Date): string {
  return time.toISOString().slice(0, 19).replace("T", " ");
}

function duration(ms: number): string {
  const seconds = Math.round(ms / 1000);
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60)];
  return `${hours}:${String(minutes).padStart(2, "0")}:${String(seconds % 60).padStart(2, "0")}`;
}
