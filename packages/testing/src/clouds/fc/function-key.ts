import type { FunctionTarget } from "@fnfkit/sdk/contract";

/** A function as its one account and region know it: `service.qualifier/name`, without what is the default. */
export function functionKey({ service = "", name, qualifier = "LATEST" }: FunctionTarget): string {
  return `${service}.${qualifier}/${name}`;
}
