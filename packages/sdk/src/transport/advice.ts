import { adviceOnDenial, commonAdvice } from "../call/common-advice.ts";

const byCode: Readonly<Record<string, string>> = {
  ...commonAdvice,
  EntityTooLarge: "Pass large data by reference, e.g. as the address of an object in a bucket.",
  ExecutionAlreadyExists:
    "An execution of that name has already ended; choose another name, or attach to it as startOrAttach does.",
  ExecutionAlreadyCompleted: "It ended before it could be stopped: describe says how.",
  ExecutionNotExists: "Look at the execution's name, the flow's name and the region.",
  FlowNotExists: "Deploy the flow first, or look at its name and the region.",
};

const product = { name: "Serverless Workflow (CloudFlow)", ram: "fnf" };

/** What a person can do about an answer of Serverless Workflow, as far as it is known. */
export function adviceOn(action: string, serviceCode: string, message: string): string | undefined {
  return adviceOnDenial(product, action, serviceCode, message) ?? byCode[serviceCode];
}
