/** One of several that do the same work. */
export interface Contender {
  readonly name: string;
  /** Does the work once. When it answers a promise, that is awaited. */
  readonly run: () => unknown;
}

/** What one operation takes: medians of several samples. */
export interface Cost {
  /** Milliseconds of processor time, all threads. */
  readonly cpu: number;
  /** Milliseconds by the clock. */
  readonly wall: number;
}

/** What a contender costs, or why it cannot be said. */
export type Outcome = Cost | { readonly failure: string };

const leastSampleMs = 20;
const warmUpMs = 1_000;
const mostSamples = 25;

/**
 * Measures contenders in turns, so that whatever else the machine does meets them all alike, each for its share of `budgetMs`
 * of processor time. One whose first run uses up its share is measured by that run. No garbage collection is forced between
 * samples: with it V8 would forget what it has learnt of the code, and small work would take ten times as long.
 */
export async function measure(
  contenders: readonly Contender[],
  budgetMs: number,
): Promise<ReadonlyMap<string, Outcome>> {
  const share = budgetMs / contenders.length;
  const started: Started[] = [];
  for (const contender of contenders) started.push(await start(contender, share));
  for (let round = 0; round < mostSamples; round++) {
    const due = started.filter(({ failure, spent }) => failure === undefined && spent < share);
    if (due.length === 0) break;
    for (const one of due) await takeSample(one);
  }
  return new Map(started.map((one) => [one.contender.name, outcomeOf(one)]));
}

interface Started {
  readonly contender: Contender;
  readonly batch: number;
  readonly samples: Cost[];
  readonly failure?: string;
  spent: number;
}

async function start(contender: Contender, share: number): Promise<Started> {
  try {
    let cost = await costOf(contender, 1);
    if (cost.cpu >= share) return { contender, batch: 1, samples: [cost], spent: cost.cpu };
    for (let spent = cost.cpu; spent < Math.min(warmUpMs, share); spent += cost.cpu * batchOf(cost)) {
      cost = await costOf(contender, batchOf(cost));
    }
    return { contender, batch: batchOf(cost), samples: [], spent: 0 };
  } catch (error) {
    return { contender, batch: 0, samples: [], spent: 0, failure: (error as Error).message };
  }
}

/** How often to run in one sample: the clock of processor time is a coarse one. */
function batchOf({ cpu }: Cost): number {
  return Math.max(1, Math.ceil(leastSampleMs / cpu));
}

async function takeSample(one: Started): Promise<void> {
  const cost = await costOf(one.contender, one.batch);
  one.samples.push(cost);
  one.spent += cost.cpu * one.batch;
}

async function costOf({ run }: Contender, times: number): Promise<Cost> {
  const cpuBefore = process.cpuUsage();
  const before = performance.now();
  for (let i = 0; i < times; i++) {
    const result = run();
    // Work that is done at once is not made to wait for a turn.
    if (result instanceof Promise) await result;
  }
  const wall = performance.now() - before;
  const { user, system } = process.cpuUsage(cpuBefore);
  return { cpu: (user + system) / 1_000 / times, wall: wall / times };
}

function outcomeOf({ samples, failure }: Started): Outcome {
  return failure === undefined ? medianCost(samples) : { failure };
}

/** The median of each. */
export function medianCost(samples: readonly Cost[]): Cost {
  return { cpu: median(samples.map(({ cpu }) => cpu)), wall: median(samples.map(({ wall }) => wall)) };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
