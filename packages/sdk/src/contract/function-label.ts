import type { FunctionTarget } from "./function-contract.ts";

/** A function as messages name it, e.g. `shop.prod/audit`. */
export function functionLabel({ service, name, qualifier }: FunctionTarget): string {
  const suffix = qualifier === undefined ? "" : `.${qualifier}`;
  return service === undefined ? `${name}${suffix}` : `${service}${suffix}/${name}`;
}
