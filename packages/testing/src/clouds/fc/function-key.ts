import type { FunctionTarget } from "@fnfkit/sdk/contract";

/** A function as its one account and region know it: `service.qualifier/name`, without what is the default. */
export function functionKey({ service = "", name, qualifier = "LATEST" }: FunctionTarget): string {
  return `${service}.${qualifier}/${name}`;
}

/** A function as messages name it, e.g. `shop.prod/audit`. */
export function functionLabel({ service, name, qualifier }: FunctionTarget): string {
  const suffix = qualifier === undefined ? "" : `.${qualifier}`;
  return service === undefined ? `${name}${suffix}` : `${service}${suffix}/${name}`;
}
