import type { FunctionTarget } from "./function-contract.ts";

/**
 * The resource name of a function, as a flow's `resourceArn` has it. A blank region or account means the flow's own.
 *
 * @example
 * functionArn({ service: "shop", name: "audit", qualifier: "prod" });
 * // acs:fc:::services/shop.prod/functions/audit
 * functionArn({ name: "audit", qualifier: "prod" });
 * // acs:fc:::functions/audit/prod
 */
export function functionArn({ service, name, qualifier, region = "", account = "" }: FunctionTarget): string {
  const resource =
    service === undefined
      ? `functions/${name}${qualifier === undefined ? "" : `/${qualifier}`}`
      : `services/${service}${qualifier === undefined ? "" : `.${qualifier}`}/functions/${name}`;
  return `acs:fc:${region}:${account}:${resource}`;
}

const serviceFunction = /^acs:fc:([^:]*):([^:]*):services\/([^/.]+)(?:\.([^/]+))?\/functions\/([^/]+)$/;
const plainFunction = /^acs:fc:([^:]*):([^:]*):functions\/([^/]+)(?:\/([^/]+))?$/;

/** Reads a function's resource name of FC 2.0 or FC 3.0; nothing when `arn` is not one. */
export function parseFunctionArn(arn: string): FunctionTarget | undefined {
  const fc2 = serviceFunction.exec(arn);
  if (fc2 !== null) {
    const [, region, account, service, qualifier, name] = fc2;
    return target({ region, account, service, name, qualifier });
  }
  const fc3 = plainFunction.exec(arn);
  if (fc3 === null) return undefined;
  const [, region, account, name, qualifier] = fc3;
  return target({ region, account, name, qualifier });
}

function target(parts: { readonly [part: string]: string | undefined }): FunctionTarget {
  const present = Object.entries(parts).filter(([, value]) => value !== undefined && value !== "");
  return Object.fromEntries(present) as unknown as FunctionTarget;
}
