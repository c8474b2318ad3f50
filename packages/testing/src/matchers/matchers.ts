import { checkSeen, type Ending, endingOf, eventsOf, type SeenEvent, stepsRun } from "./events.ts";
import { executionTree, openSteps } from "./execution-tree.ts";
import { printExecution } from "./print-tree.ts";
import { safeJson, safeText } from "./redact.ts";

/** What vitest and jest give a matcher as `this`, as far as it is needed here. */
export interface MatcherContext {
  readonly isNot?: boolean | undefined;
  equals(a: unknown, b: unknown): boolean;
}

/** What a matcher answers. */
export interface MatcherResult {
  readonly pass: boolean;
  readonly message: () => string;
}

/** How an execution is expected to fail; what is not given may be anything. */
export interface ExpectedFailure {
  /** The error's name. */
  readonly error?: unknown;
  readonly cause?: unknown;
  /** `Failed`, `TimedOut` or `Stopped`. */
  readonly status?: unknown;
}

/** To be given to `expect.extend(matchers)` of vitest or jest. */
export const matchers = {
  async toSucceedWith(this: MatcherContext, received: unknown, ...expected: [output?: unknown]) {
    const seen = await untilEnded(received);
    const { status, output } = seen.ending;
    const isOutput = expected.length === 0 || this.equals(output, expected[0]);
    const wanted = expected.length === 0 ? "" : ` with ${safeJson(expected[0])}`;
    return result(this, status === "Succeeded" && isOutput, `to succeed${wanted}`, seen);
  },

  async toFailWith(this: MatcherContext, received: unknown, expected: string | ExpectedFailure = {}) {
    const seen = await untilEnded(received);
    const { ending } = seen;
    const wanted = typeof expected === "string" ? { error: expected } : expected;
    const keys = (["error", "cause", "status"] as const).filter((key) => wanted[key] !== undefined);
    const fits = keys.every((key) => this.equals(ending[key], wanted[key]));
    const hasFailed = !["Succeeded", "Running"].includes(ending.status);
    return result(
      this,
      hasFailed && fits,
      `to fail${keys.length > 0 ? ` with ${safeJson(wanted)}` : ""}`,
      seen,
    );
  },

  async toHaveRunSteps(this: MatcherContext, received: unknown, expected: unknown) {
    const seen = await now(received);
    const steps = stepsRun(seen.events);
    return result(this, this.equals(steps, expected), `to have run the steps ${safeJson(expected)}`, {
      ...seen,
      trouble: `It has run ${safeJson(steps)}.`,
    });
  },

  async toBeWaitingAt(this: MatcherContext, received: unknown, step: string) {
    let seen = await now(received);
    // It may be on its way there; each look gives it some time.
    for (let looks = 1; looks < mostLooks && this.isNot !== true; looks++) {
      if (seen.ending.status !== "Running" || isAt(seen.events, step)) break;
      seen = await now(received);
    }
    const pass = seen.ending.status === "Running" && isAt(seen.events, step);
    return result(this, pass, `to be waiting at step "${step}"`, seen);
  },
};

const mostLooks = 20;

interface Sight {
  readonly events: readonly SeenEvent[];
  readonly ending: Ending;
  /** What else is to be said. */
  readonly trouble?: string;
}

async function now(received: unknown): Promise<Sight> {
  const events = await eventsOf(checkSeen(received));
  return { events, ending: endingOf(events) };
}

/** Waits for the end, if there is anything to wait for; an end that does not come is told with the reason. */
async function untilEnded(received: unknown): Promise<Sight> {
  const seen = checkSeen(received);
  if (!("result" in seen)) return now(seen);
  const failure = await seen.result().then(
    () => undefined,
    (error: unknown) => error,
  );
  const sight = await now(seen);
  // A failed execution is what its history says; anything else has kept the end from being seen.
  return sight.ending.status === "Running" && failure !== undefined
    ? { ...sight, trouble: safeText(String(failure)) }
    : sight;
}

function isAt(events: readonly SeenEvent[], step: string): boolean {
  return openSteps(executionTree(events)).some(({ name }) => name === step);
}

function result(
  { isNot }: MatcherContext,
  pass: boolean,
  what: string,
  { events, trouble }: Sight,
): MatcherResult {
  return {
    pass,
    message: () =>
      [
        `expected the execution ${isNot ? "not " : ""}${what}`,
        ...(trouble === undefined ? [] : [trouble]),
        "",
        printExecution(events),
      ].join("\n"),
  };
}
