import type { FunctionContract } from "../contract/function-contract.ts";
import { type Diagnostic, FlowDefinitionError } from "../errors/flow-definition-error.ts";
import type { Flow, Mappings, Step } from "../fdl/tree/index.ts";
import type { FailOptions } from "./flow-builder.ts";
import type { FlowDefinition, FlowSchemas } from "./flow-definition.ts";
import { mappingsOf } from "./mappings.ts";
import { requireName } from "./names.ts";
import { failStep, type LoosePassOptions, type LooseWaitOptions, passStep, waitStep } from "./plain-steps.ts";
import { Refusal, refuse } from "./refusal.ts";
import { createScope, type Scope } from "./scope.ts";
import type { LooseTaskOptions } from "./task-options.ts";
import { taskStep } from "./task-step.ts";

/** What a builder has gathered. */
export interface Draft {
  readonly name: string;
  readonly version: Flow["version"];
  readonly schemas: FlowSchemas;
  readonly timeoutSeconds?: number;
  readonly steps: readonly Step[];
  readonly outputMappings?: Mappings;
  /** The keys of `$local` that hold no result, each with the reason. */
  readonly noResult: ReadonlyMap<string, string>;
}

type LooseScope = Scope<never, never, never>;

/** What `defineFlow` answers, without the types that make it safe to use: see `FlowBuilder` for those. */
export class Builder {
  readonly #draft: Draft;
  #tree: Flow | undefined;

  constructor(draft: Draft) {
    this.#draft = draft;
  }

  get name(): string {
    return this.#draft.name;
  }

  get schemas(): FlowSchemas {
    return this.#draft.schemas;
  }

  get tree(): Flow {
    this.#tree ??= treeOf(this.#draft);
    return this.#tree;
  }

  task(name: string, contract: FunctionContract, options: LooseTaskOptions = {}): Builder {
    const next = this.#add(name, (scope) => taskStep(name, contract, options, scope));
    const { pattern = "requestResponse", invocation = "Sync", as = name, output } = options;
    if (pattern !== "requestResponse" || invocation !== "Async" || output !== undefined) return next;
    const reason = `Step "${name}" has no result to refer to: requestResponse with Async waits for none. Use pattern "sync" or "waitForCallback".`;
    return next.#with({ noResult: new Map(next.#draft.noResult).set(as, reason) });
  }

  pass(name: string, options: LoosePassOptions = {}): Builder {
    return this.#add(name, (scope) => passStep(name, options, scope));
  }

  wait(name: string, options: LooseWaitOptions): Builder {
    return this.#add(name, (scope) => waitStep(name, options, scope));
  }

  succeed(name: string): Builder {
    return this.#add(name, () => Object.freeze({ type: "succeed", name }));
  }

  fail(name: string, options: FailOptions = {}): Builder {
    return this.#add(name, () => failStep(name, options));
  }

  output(map: (scope: LooseScope) => object): FlowDefinition {
    const { name, schemas, noResult } = this.#draft;
    return guarded(name, ["outputMappings"], () => {
      const outputMappings = Object.freeze(mappingsOf(map(createScope(noResult))));
      return Object.freeze({ name, schemas, tree: treeOf({ ...this.#draft, outputMappings }) });
    });
  }

  #add(name: string, make: (scope: LooseScope) => Step): Builder {
    const { steps, noResult } = this.#draft;
    return guarded(this.name, ["steps", steps.length], () => {
      requireName("step", name);
      if (steps.some((step) => step.name === name)) {
        refuse(
          "step-name-duplicate",
          `The step name "${name}" is taken: every step of a flow needs its own.`,
        );
      }
      const step = make(createScope(noResult));
      return this.#with({ steps: [...steps, step], noResult: withoutOutputOf(step, noResult) });
    });
  }

  #with(change: Partial<Draft>): Builder {
    return new Builder({ ...this.#draft, ...change });
  }
}

/** What still holds no result once a step has put out its own. Of a merged output the keys are not known here. */
function withoutOutputOf(step: Step, noResult: Draft["noResult"]): Draft["noResult"] {
  if (step.type === "task" && step.outputMappings === undefined) return new Map();
  const keys = (step.outputMappings ?? []).map(({ target }) => target);
  return new Map([...noResult].filter(([key]) => !keys.includes(key)));
}

/** The tree of a draft, once all its jumps lead somewhere. */
function treeOf({ name, version, timeoutSeconds, steps, outputMappings }: Draft): Flow {
  const dangling = steps.flatMap((step, index) => danglingJumps(step, index, steps));
  if (dangling.length > 0) throw new FlowDefinitionError(name, dangling);
  return Object.freeze({
    version,
    type: "flow",
    ...(timeoutSeconds !== undefined && { timeoutSeconds }),
    steps: Object.freeze([...steps]),
    ...(outputMappings !== undefined && { outputMappings }),
  });
}

function danglingJumps(step: Step, index: number, siblings: readonly Step[]): Diagnostic[] {
  const catches = step.type === "task" ? (step.catch ?? []) : [];
  return catches.flatMap(({ goto }, rule) =>
    siblings.some((sibling) => sibling.name === goto)
      ? []
      : [
          {
            code: "goto-unknown",
            severity: "error",
            message: `Step "${step.name}" goes to "${goto}" after an error, but no step has that name.`,
            path: ["steps", index, "catch", rule, "goto"],
          } satisfies Diagnostic,
        ],
  );
}

/** Runs `build`; a refusal becomes an error that knows the flow and the place. */
export function guarded<T>(flow: string, path: Diagnostic["path"], build: () => T): T {
  try {
    return build();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw new FlowDefinitionError(flow, [
      { code: error.rule, severity: "error", message: error.message, path },
    ]);
  }
}
