import { malformedResponse } from "./classify.ts";

const otherKey = "Use an access key that exists and is enabled.";
const otherSecret = "The access key secret is not the one that belongs to the access key id.";

/** What a person can do about a service code that both clouds, or the gateway in front of them, may answer with. */
export const commonAdvice: Readonly<Record<string, string>> = {
  InternalServerError: "The failure is inside the service; call again later.",
  InvalidAccessKeyID: otherKey,
  ResourceThrottled: "Call less often, or ask for a higher rate.",
  SignatureDoesNotMatch: otherSecret,
  SignatureNotMatch: otherSecret,
  [malformedResponse]:
    "Something between here and the service may have answered in its place; look at the endpoint.",
};
