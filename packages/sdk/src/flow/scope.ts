import { createRef, type NoResults, type Ref } from "./ref.ts";

/** `$context` where the flow itself maps, what it is given or what it gives: there is no step. */
export interface ExecutionContext {
  readonly execution: { readonly name: string };
  readonly flow: { readonly name: string };
}

/** What a flow tells of itself while it runs, in a step: `$context`. */
export interface FlowContext extends ExecutionContext {
  readonly step: { readonly eventId: number };
}

/** What a mapping can refer to. */
export interface Scope<Input, Local, Context = FlowContext> {
  /** `$input`: in a step's input, the flow's; in a step's output, the step's own. */
  readonly input: Ref<Input>;
  /** `$local`: in a step's input, what earlier steps put out; in a step's output, the step's own result. */
  readonly local: Ref<Local>;
  /** `$context` */
  readonly context: Ref<Context>;
}

/** What a mapping can refer to where there is no `$local`. */
export type MapScope<Input, Context = FlowContext> = Omit<Scope<Input, never, Context>, "local">;

/** What a step's own parts can refer to: the conditions of a choice, the collection of a foreach. */
export interface OwnScope<Input> {
  /** `$`: the step's own input. */
  readonly input: Ref<Input>;
}

/** A scope whose types are of no interest. */
export type LooseScope = Scope<never, never, never>;

/** A function of the author's that maps, whatever its types were. */
export type LooseMap = (scope: LooseScope) => object;

/** The keys that hold nothing, in `$input`, in `$local` and in `$context`. */
export interface ScopeRefusals {
  readonly input?: NoResults;
  readonly local?: NoResults;
  readonly context?: NoResults;
}

/** The keys of `$context` that hold nothing where the flow itself maps. */
export const withoutStep: NoResults = new Map(
  ["step", "task"].map((key) => [key, `$context.${key} is there inside a step only, and here is none.`]),
);

/** The scope that writes FDL. Its types are the caller's to say. */
export function createScope({ input, local, context }: ScopeRefusals = {}): LooseScope {
  return {
    input: createRef("$input", input) as Ref<never>,
    local: createRef("$local", local) as Ref<never>,
    context: createRef("$context", context, "context-missing") as Ref<never>,
  };
}

/** The scope of a step's own parts. */
export function createOwnScope(noResults?: NoResults): OwnScope<never> {
  return { input: createRef("$", noResults) as Ref<never> };
}
