/** Something FDL cannot say. The builder turns it into a `FlowDefinitionError` that knows the flow and the step. */
export class Refusal extends Error {
  /** The diagnostic's code. */
  readonly rule: string;

  constructor(rule: string, message: string) {
    super(message);
    this.rule = rule;
  }
}

/** Refuses what is being built. */
export function refuse(rule: string, message: string): never {
  throw new Refusal(rule, message);
}
