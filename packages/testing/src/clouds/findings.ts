import { checkChoice } from "./check-names.ts";

/** What a test can do to the clouds that it probably did not mean. Each is found by itself and allowed by itself. */
export type FindingKind =
  /** A request that neither cloud knows. */
  | "unknownRequest"
  /** A call of a function that nobody has deployed. */
  | "unknownFunction"
  /** A call beyond the answers that a test has queued. */
  | "unexpectedCall"
  /** A stand-in that was never called, or answers never asked for. */
  | "unusedStandIn"
  /** An execution that still runs when the test is over. */
  | "runningExecution";

export const findingKinds: readonly FindingKind[] = [
  ...(["unknownRequest", "unknownFunction", "unexpectedCall", "unusedStandIn", "runningExecution"] as const),
];

/** Something found, in words that say what to do about it. */
export interface Finding {
  readonly kind: FindingKind;
  readonly text: string;
}

/** What has been found since the clouds were last reset. */
export class Findings {
  readonly #always: ReadonlySet<FindingKind>;
  readonly #allowed = new Set<FindingKind>();
  readonly #times = new Map<string, Finding & { times: number }>();

  /** @param always what is allowed in every test */
  constructor(always: readonly FindingKind[]) {
    this.#always = new Set(always);
  }

  /** Remembers something until {@link clear}, even if whoever caused it swallows the error that he gets. */
  note(kind: FindingKind, text: string): void {
    const known = this.#times.get(text);
    if (known === undefined) this.#times.set(text, { kind, text, times: 1 });
    else known.times++;
  }

  /**
   * Permits kinds until {@link clear}.
   *
   * @throws ConfigurationError when there is no such kind
   */
  allow(kinds: readonly FindingKind[]): void {
    for (const kind of kinds) {
      checkChoice("Failed to allow what the clouds find", "the kind", kind, findingKinds);
      this.#allowed.add(kind);
    }
  }

  /** What was found and is not allowed, a line each. */
  report(more: readonly Finding[]): readonly string[] {
    return [...this.#times.values(), ...more.map((finding) => ({ ...finding, times: 1 }))]
      .filter(({ kind }) => !this.#always.has(kind) && !this.#allowed.has(kind))
      .map(
        ({ kind, text, times }) =>
          `- ${text}${times > 1 ? ` (${times} times)` : ""} If it is meant: clouds.allow("${kind}").`,
      );
  }

  clear(): void {
    this.#times.clear();
    this.#allowed.clear();
  }
}
