const switchOn =
  "It may not be visible yet, be older than 7 days, or stateful invocation is off: see enableStatefulInvocation.";
const otherId = "Choose another id, or attach to the job with that one.";
const wrongSecret = "The access key secret is not the one that belongs to the access key id.";

const byCode: Readonly<Record<string, string>> = {
  AsyncTaskAlreadyExists: otherId,
  AsyncTaskNotFound: switchOn,
  EntityTooLarge: "An asynchronous invocation takes 128 KB; pass large data by reference.",
  FunctionNotFound: "Deploy the function first, or look at the contract's name and the region.",
  InternalServerError: "The failure is inside the service; call again later.",
  InvalidAccessKeyID: "Use an access key that exists and is enabled.",
  MalformedResponse:
    "Something between here and the service may have answered in its place; look at the endpoint.",
  ResourceExhausted: "All instances are in use; call less often, or ask for a higher quota.",
  ResourceThrottled: "Call less often, or ask for a higher rate.",
  ServiceNotFound: "Deploy the service first, or look at the contract's service and the region.",
  SignatureDoesNotMatch: wrongSecret,
  SignatureNotMatch: wrongSecret,
  StatefulAsyncInvocationAlreadyExists: otherId,
  StatefulAsyncInvocationNotFound: switchOn,
};

/** What a person can do about an answer of Function Compute, as far as it is known. */
export function adviceOn(action: string, serviceCode: string): string | undefined {
  return serviceCode === "AccessDenied"
    ? `Grant these credentials the RAM action "fc:${action}".`
    : byCode[serviceCode];
}
