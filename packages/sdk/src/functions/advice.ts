import { adviceOnDenial, commonAdvice } from "../call/common-advice.ts";

const switchOn =
  "It may not be visible yet, be older than 7 days, or stateful invocation is off: see enableStatefulInvocation.";
const otherId = "Choose another id, or attach to the job with that one.";

const byCode: Readonly<Record<string, string>> = {
  ...commonAdvice,
  AsyncTaskAlreadyExists: otherId,
  AsyncTaskNotFound: switchOn,
  EntityTooLarge:
    "A synchronous invocation takes 32 MB, an asynchronous one 128 KB; pass large data by reference.",
  FunctionNotFound: "Deploy the function first, or look at the contract's name and the region.",
  ResourceExhausted: "All instances are in use; call less often, or ask for a higher quota.",
  ServiceNotFound: "Deploy the service first, or look at the contract's service and the region.",
  StatefulAsyncInvocationAlreadyExists: otherId,
  StatefulAsyncInvocationNotFound: switchOn,
};

const product = { name: "Function Compute", ram: "fc" };

/** What a person can do about an answer of Function Compute, as far as it is known. */
export function adviceOn(action: string, serviceCode: string, message: string): string | undefined {
  return adviceOnDenial(product, action, serviceCode, message) ?? byCode[serviceCode];
}
