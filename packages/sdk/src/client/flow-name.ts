/** A flow, by its name or by anything that has it: what `defineFlow` makes, or what `flows.describe` gives. */
export type FlowName = string | { readonly name: string };

export function nameOf(flow: FlowName): string {
  return typeof flow === "string" ? flow : flow.name;
}
