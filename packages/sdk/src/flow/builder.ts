import type { FunctionContract } from "../contract/function-contract.ts";
import { FlowDefinitionError } from "../errors/flow-definition-error.ts";
import type { Path } from "../fdl/source.ts";
import type { Flow, Mappings, Step } from "../fdl/tree/index.ts";
import { actionCall, type LooseActionOptions } from "./action-call.ts";
import { choiceStep } from "./choice-step.ts";
import { danglingJumps } from "./dangling-jumps.ts";
import {
  type Draft,
  ends,
  noResultsAt,
  type StepList,
  stepsOf,
  targetsOf,
  withoutOutputOf,
} from "./draft.ts";
import type { FlowDefinition, FlowSchemas } from "./flow-definition.ts";
import { foreachStep, type LooseForeachOptions } from "./foreach-step.ts";
import { functionCall } from "./function-call.ts";
import { guarded } from "./guarded.ts";
import { mappingsOf } from "./mappings.ts";
import { type LooseMessageOptions, messageCall } from "./message-call.ts";
import type { MessageQueue, MessageTopic } from "./message-target.ts";
import { requireName } from "./names.ts";
import { parallelStep } from "./parallel-step.ts";
import {
  failStep,
  type LooseEndOptions,
  type LooseFailOptions,
  type LoosePassOptions,
  type LooseWaitOptions,
  passStep,
  succeedStep,
  waitStep,
} from "./plain-steps.ts";
import { rawStep } from "./raw-step.ts";
import { refuse } from "./refusal.ts";
import { createScope, type LooseMap, type LooseScope, withoutStep } from "./scope.ts";
import type { Container, LooseContainerOptions, Series, Site } from "./site.ts";
import { skippingJumps } from "./skipping-jumps.ts";
import type { StepNames } from "./step-names.ts";
import { type LooseSubFlowOptions, subFlowCall } from "./sub-flow-call.ts";
import type { LooseTaskOptions } from "./task-options.ts";
import { taskStep } from "./task-step.ts";

type Build = (start: never) => unknown;

/** What `defineFlow` answers, and what the steps inside a step are built on, without the types that make it safe to use. */
export class Builder {
  readonly #draft: Draft;
  #tree: Flow | undefined;

  constructor(draft: Draft) {
    this.#draft = draft;
  }

  get name(): string {
    return this.#draft.head.name;
  }

  get schemas(): FlowSchemas {
    return this.#draft.head.schemas;
  }

  get tree(): Flow {
    this.#tree ??= treeOf(this.#draft);
    return this.#tree;
  }

  task(name: string, contract: FunctionContract, options: LooseTaskOptions = {}): Builder {
    const next = this.#step(name, (scope) => taskStep(name, functionCall(contract, options, scope), options));
    const { pattern = "requestResponse", invocation = "Sync", as = name, output } = options;
    if (pattern !== "requestResponse" || invocation !== "Async" || output !== undefined) return next;
    const reason = `Step "${name}" has no result to refer to: requestResponse with Async waits for none. Use pattern "sync" or "waitForCallback".`;
    if (options.end === true) return next;
    const { refusals, around } = next.#draft;
    return next.#with({
      refusals: { ...refusals, local: new Map(refusals.local).set(as, reason) },
      around: new Map(around).set(as, targetsOf(this.#draft.last)),
    });
  }

  subFlow(name: string, flow: Pick<FlowDefinition, "name">, options: LooseSubFlowOptions = {}): Builder {
    return this.#step(name, (scope) => taskStep(name, subFlowCall(flow.name, options, scope), options));
  }

  message(name: string, target: MessageQueue | MessageTopic, options: LooseMessageOptions): Builder {
    return this.#step(name, (scope) => taskStep(name, messageCall(target, options, scope), options));
  }

  action(name: string, action: string, options: LooseActionOptions = {}): Builder {
    return this.#step(name, (scope) => taskStep(name, actionCall(action, options, scope), options));
  }

  pass(name: string, options: LoosePassOptions = {}): Builder {
    return this.#step(name, (scope) => passStep(name, options, scope));
  }

  wait(name: string, options: LooseWaitOptions): Builder {
    return this.#step(name, (scope) => waitStep(name, options, scope));
  }

  succeed(name: string, options: LooseEndOptions = {}): Builder {
    return this.#step(name, (scope) => succeedStep(name, options, scope));
  }

  fail(name: string, options: LooseFailOptions = {}): Builder {
    return this.#step(name, () => failStep(name, options));
  }

  choice(name: string, ...given: [build: Build] | [options: LooseContainerOptions, build: Build]): Builder {
    const [options, build] = given.length === 1 ? [{}, given[0]] : given;
    return this.#container(name, (site) => choiceStep(site, options, build as () => unknown));
  }

  parallel(name: string, ...given: [build: Build] | [options: LooseContainerOptions, build: Build]): Builder {
    const [options, build] = given.length === 1 ? [{}, given[0]] : given;
    return this.#container(name, (site) => parallelStep(site, options, build as () => unknown));
  }

  foreach(
    name: string,
    options: LooseForeachOptions,
    build: Build,
    after: { readonly output?: LooseMap } = {},
  ): Builder {
    return this.#container(name, (site) => foreachStep(site, options, build, after.output));
  }

  raw(name: string, step: object): Builder {
    return this.#container(name, (site) => rawStep(name, step, site.names));
  }

  goto(target: string): Leaving {
    return new Leaving(this, target);
  }

  output(map: LooseMap): FlowDefinition {
    const { head, refusals } = this.#draft;
    return guarded(head.name, ["outputMappings"], () => {
      const outputMappings = Object.freeze(
        mappingsOf(map(createScope({ ...refusals, context: withoutStep }))),
      );
      return Object.freeze({
        name: head.name,
        schemas: head.schemas,
        tree: treeOf(this.#draft, outputMappings),
      });
    });
  }

  /** The series, if it grew from the beginning of the one at `path`. */
  seriesAt(path: Path): Series | undefined {
    const { path: own, last, names } = this.#draft;
    return own === path ? { steps: stepsOf(last), names } : undefined;
  }

  #step(name: string, make: (scope: LooseScope) => Step): Builder {
    const refusals = this.#refusalsAt(name);
    return this.#add(name, (names) => ({ step: make(createScope(refusals)), names }));
  }

  #container(name: string, make: (site: Site) => Container): Builder {
    const { head, path } = this.#draft;
    const refusals = this.#refusalsAt(name);
    const place = [...path, this.#length];
    return this.#add(name, (names) =>
      make({
        name,
        refusals,
        names,
        at: (inner, build) => guarded(head.name, [...place, ...inner], build, name),
        series: (inner, names, input, build) =>
          guarded(
            head.name,
            [...place, ...inner],
            () =>
              seriesBy(build, {
                head,
                path: [...place, ...inner],
                names,
                refusals: { input, local: none },
                around: none,
              }),
            name,
          ),
      }),
    );
  }

  #add(name: string, make: (names: StepNames) => Container): Builder {
    const { head, path, last, names } = this.#draft;
    const refusals = this.#refusalsAt(name);
    const index = this.#length;
    const build = () => {
      requireName("step", name);
      const { step, names: after } = make(names.with(name));
      const list: StepList = { step, index, ...(last !== undefined && { previous: last }) };
      const local = ends(step) ? none : withoutOutputOf(step, refusals.local);
      return this.#with({ last: list, names: after, refusals: { input: refusals.input, local } });
    };
    return guarded(head.name, [...path, index], build, name);
  }

  #refusalsAt(name: string): Draft["refusals"] {
    return { ...this.#draft.refusals, local: noResultsAt(name, this.#draft) };
  }

  get #length(): number {
    return (this.#draft.last?.index ?? -1) + 1;
  }

  #with(change: Partial<Draft>): Builder {
    return new Builder({ ...this.#draft, ...change });
  }
}

/** The end of a way that goes on at a sibling of its choice. */
class Leaving {
  readonly series: Builder;
  readonly target: string;

  constructor(series: Builder, target: string) {
    this.series = series;
    this.target = target;
  }
}

const none: ReadonlyMap<string, never> = new Map<string, never>();

/** The steps that the author's function adds to an empty series. */
function seriesBy(build: unknown, empty: Draft): Series {
  if (typeof build !== "function") {
    return refuse("builder-foreign", "The steps are built by a function: (way) => way.task(…).");
  }
  const built: unknown = build(new Builder(empty));
  const [builder, goto] = built instanceof Leaving ? [built.series, built.target] : [built];
  const series = builder instanceof Builder ? builder.seriesAt(empty.path) : undefined;
  if (series === undefined) {
    return refuse(
      "builder-foreign",
      "Return what the function was given, with its steps: (way) => way.task(…).",
    );
  }
  return { ...series, ...(goto !== undefined && { goto }) };
}

/** The tree of a draft, once all its jumps lead to what can be reached that way. */
function treeOf({ head, path, last }: Draft, outputMappings?: Mappings): Flow {
  const { version, timeoutSeconds, inputMappings } = head;
  const steps = stepsOf(last);
  const dangling = danglingJumps(steps, path);
  const wrong = dangling.length > 0 ? dangling : skippingJumps(steps, path, outputMappings);
  if (wrong.length > 0) throw new FlowDefinitionError(head.name, wrong);
  return Object.freeze({
    version,
    type: "flow",
    ...(timeoutSeconds !== undefined && { timeoutSeconds }),
    ...(inputMappings !== undefined && { inputMappings }),
    steps,
    ...(outputMappings !== undefined && { outputMappings }),
  });
}
