import type { FunctionTarget, Json, JsonObject } from "@fnfkit/sdk/contract";
import type { Answer } from "./case-schemas.ts";

/** What the functions of one case still have to answer, and what they were called with. */
export class FunctionTable {
  readonly labels: readonly string[];
  readonly #queues: Map<string, Answer[]>;
  readonly #calls = new Map<string, Json[]>();
  readonly #beyond = new Set<string>();

  constructor(functions: { readonly [label: string]: readonly Answer[] }) {
    this.labels = Object.keys(functions);
    this.#queues = new Map(
      Object.entries(functions).map(([label, answers]) => [
        label,
        answers.flatMap(({ times = 1, ...answer }) => new Array<Answer>(times).fill(answer)),
      ]),
    );
  }

  /** Whether Function Compute refuses the next call by this code; if so it counts as answered. */
  refuses(label: string, code: Answer["refuse"]): boolean {
    const queue = this.#queues.get(label);
    if (queue?.[0] === undefined || queue[0].refuse !== code) return false;
    queue.shift();
    return true;
  }

  /** The answer to a call. One beyond those of the table is silent, and told by {@link problems}. */
  take(label: string, event: JsonObject): Answer {
    const { taskToken, ...others } = event;
    const seen = taskToken === undefined ? others : { ...others, taskToken: "<token>" };
    this.#calls.set(label, [...(this.#calls.get(label) ?? []), seen]);
    const answer = this.#queues.get(label)?.shift();
    if (answer === undefined) this.#beyond.add(label);
    return answer ?? { silent: true };
  }

  get calls(): { readonly [label: string]: readonly Json[] } {
    return Object.fromEntries(this.labels.map((label) => [label, this.#calls.get(label) ?? []]));
  }

  /** Where calls and answers were not as many. */
  get problems(): readonly string[] {
    const unused = [...this.#queues].filter(([, { length }]) => length > 0);
    return [
      ...[...this.#beyond].map((label) => `"${label}" was called more often than it has answers`),
      ...unused.map(([label, { length }]) => `${length} answers of "${label}" were not asked for`),
    ];
  }
}

/** What the function of an answer puts out. */
export function bodyOf({ text, return: value = {} }: Answer): string {
  return text ?? JSON.stringify(value);
}

/** `service[.qualifier]/function` of FC 2.0, or `function[.qualifier]` of FC 3.0, as a target. */
export function targetOf(label: string): FunctionTarget {
  const [first = "", name] = label.split("/", 2);
  const [head = "", qualifier] = first.split(".", 2);
  const qualified = qualifier === undefined ? {} : { qualifier };
  return name === undefined ? { name: head, ...qualified } : { service: head, name, ...qualified };
}

/** The label of a target. */
export function labelOf({ service, name, qualifier }: Omit<FunctionTarget, "region" | "account">): string {
  const suffix = qualifier === undefined ? "" : `.${qualifier}`;
  return service === undefined ? `${name}${suffix}` : `${service}${suffix}/${name}`;
}
