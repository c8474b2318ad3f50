import { commonAdvice } from "../call/common-advice.ts";

const byCode: Readonly<Record<string, string>> = {
  ...commonAdvice,
  ConcurrentUpdateError: "Somebody else is changing the same thing; call again.",
  EntityTooLarge: "Pass large data by reference, e.g. as the address of an object in a bucket.",
  ExecutionAlreadyExists:
    "An execution of that name has already ended; choose another name, or attach to it.",
  ExecutionNotExists: "Look at the execution's name, the flow's name and the region.",
  FlowNotExists: "Deploy the flow first, or look at its name and the region.",
  "InvalidAccessKeyId.NotFound": "Use an access key that exists and is enabled.",
  RequestTimeTooSkewed: "Set this machine's clock right.",
};

/** What a person can do about an answer of Serverless Workflow, as far as it is known. */
export function adviceOn(action: string, serviceCode: string, message: string): string | undefined {
  if (serviceCode !== "AccessDenied") return byCode[serviceCode];
  // The one code stands for two troubles, which only the words tell apart.
  return /not (enabled|activated|opened)/i.test(message)
    ? "Serverless Workflow (CloudFlow) is not activated for this account; activate it once in its console."
    : `Grant these credentials the RAM action "fnf:${action}".`;
}
