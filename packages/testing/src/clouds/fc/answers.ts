import type { FunctionContract, HandlerOutput } from "@fnfkit/sdk/contract";
import { checkNumber } from "../check-value.ts";
import type { StandIn } from "./stand-in.ts";

/** One answer of a function: a result, an error to throw, or what works one out. */
export type Answer<Contract extends FunctionContract> = HandlerOutput<Contract> | Error | StandIn<Contract>;

/** Answers for the calls of a function, in the order in which they are given. */
export interface AnswerQueue<Contract extends FunctionContract> {
  /** The next call gets this answer. */
  once(answer: Answer<Contract>): this;
  /**
   * The next `count` calls get it.
   *
   * @throws ConfigurationError unless `count` is a whole number from 1
   */
  times(count: number, answer: Answer<Contract>): this;
  /** All calls from here on get it. */
  always(answer: Answer<Contract>): this;
}

/** Which calls of a function a queue of answers is for. */
export interface AnswerOptions {
  /** Only those that this step of a flow makes. Default: all. */
  readonly step?: string;
}

interface Entry<Contract extends FunctionContract> {
  readonly standIn: StandIn<Contract>;
  left: number;
  used: boolean;
}

/** The queue, as the cloud sees it. */
export class Answers<Contract extends FunctionContract> implements AnswerQueue<Contract> {
  readonly contract: Contract;
  readonly step: string | undefined;
  readonly #entries: Entry<Contract>[] = [];

  constructor(contract: Contract, { step }: AnswerOptions) {
    this.contract = contract;
    this.step = step;
  }

  once(answer: Answer<Contract>): this {
    return this.times(1, answer);
  }

  times(count: number, answer: Answer<Contract>): this {
    checkNumber("Failed to queue an answer", "count", count, { whole: true, from: 1 });
    return this.#add(count, answer);
  }

  always(answer: Answer<Contract>): this {
    return this.#add(Number.POSITIVE_INFINITY, answer);
  }

  /** The answer to a call, which uses it up. */
  take(): StandIn<Contract> | undefined {
    const next = this.#entries.find(({ left }) => left > 0);
    if (next === undefined) return undefined;
    next.left--;
    next.used = true;
    return next.standIn;
  }

  /** How many answers were never asked for; one that stands for all calls counts once. */
  get unused(): number {
    const counts = this.#entries.map(({ left, used }) => (Number.isFinite(left) ? left : used ? 0 : 1));
    return counts.reduce((sum, count) => sum + count, 0);
  }

  #add(left: number, answer: Answer<Contract>): this {
    this.#entries.push({ standIn: standInOf(answer), left, used: false });
    return this;
  }
}

function standInOf<Contract extends FunctionContract>(answer: Answer<Contract>): StandIn<Contract> {
  if (typeof answer === "function") return answer as StandIn<Contract>;
  if (!(answer instanceof Error)) return () => answer as HandlerOutput<Contract>;
  return () => {
    throw answer;
  };
}
