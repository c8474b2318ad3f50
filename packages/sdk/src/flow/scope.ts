import { createRef, type Ref } from "./ref.ts";

/** What a flow tells of itself while it runs. */
export interface FlowContext {
  readonly execution: { readonly name: string };
  readonly flow: { readonly name: string };
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

/** The scope that writes FDL. Its types are the caller's to say. */
export function createScope(refusals?: ReadonlyMap<string, string>): Scope<never, never, never> {
  return {
    input: createRef("$input") as Ref<never>,
    local: createRef("$local", refusals) as Ref<never>,
    context: createRef("$context") as Ref<never>,
  };
}
