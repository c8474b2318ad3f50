/** A flow given as its definition's text rather than built with `defineFlow`. */
export interface FlowText {
  /** The flow's name, unique in a region of an account. */
  readonly name: string;
  /** FDL, in YAML or JSON. */
  readonly definition: string;
}
