import { malformedResponse } from "./classify.ts";

const otherKey = "Use an access key that exists and is enabled.";
const otherSecret = "The access key secret is not the one that belongs to the access key id.";
const setClock = "Set this machine's clock right.";
const newToken =
  "The temporary credentials have expired or are not whole; give the client a function that gets new ones.";

/** What a person can do about a service code that both clouds, or the gateway in front of them, may answer with. */
export const commonAdvice: Readonly<Record<string, string>> = {
  ConcurrentUpdateError: "Somebody else is changing the same thing; call again.",
  InternalServerError: "The failure is inside the service; call again later.",
  InvalidAccessKeyID: otherKey,
  "InvalidAccessKeyId.Inactive": otherKey,
  "InvalidAccessKeyId.NotFound": otherKey,
  "InvalidSecurityToken.Expired": newToken,
  "InvalidSecurityToken.Malformed": newToken,
  "InvalidTimeStamp.Expired": setClock,
  RequestTimeTooSkewed: setClock,
  ResourceThrottled: "Call less often, or ask for a higher rate.",
  SignatureDoesNotMatch: otherSecret,
  SignatureNotMatch: otherSecret,
  Throttling: "Call less often, or ask for a higher rate.",
  "Throttling.User": "Call less often, or ask for a higher rate.",
  [malformedResponse]:
    "Something between here and the service may have answered in its place; look at the endpoint.",
};

// The services' own code, and two that the gateway has for the same.
const denials: readonly string[] = ["AccessDenied", "Forbidden.RAM", "NoPermission"];

/**
 * What a person can do when the service lets them not do it. The one code stands for several troubles, which only the words
 * tell apart.
 *
 * @returns nothing when that is not what the code says
 */
export function adviceOnDenial(
  product: { readonly name: string; readonly ram: string },
  action: string,
  serviceCode: string,
  message: string,
): string | undefined {
  if (!denials.includes(serviceCode)) return undefined;
  if (/not (enabled|activated|opened)/i.test(message)) {
    return `${product.name} is not activated for this account; activate it once in its console.`;
  }
  if (/request time|time.*(skew|too far|too large)/i.test(message)) return setClock;
  return `Grant these credentials the RAM action "${product.ram}:${action}".`;
}
