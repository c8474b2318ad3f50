import type { FunctionTarget } from "@fnfkit/sdk/contract";
import { CloudError } from "../../wire/cloud-error.ts";
import type { FcRequest } from "../../wire/wire-request.ts";
import type { FaultCall, FaultRule } from "../faults/index.ts";

/** What Function Compute answers when the service itself is too busy. */
export const functionThrottled = () =>
  new CloudError(503, "ResourceThrottled", "the request was throttled; try again later");

/** A call of a function by a flow, as a fault's condition sees it. */
export function invocationFault({ service, name, qualifier }: FunctionTarget): FaultCall {
  return {
    service: "fc",
    action: "InvokeFunction",
    params: {
      ...(service !== undefined && { service }),
      function: name,
      ...(qualifier !== undefined && { qualifier }),
    },
  };
}

/** A request, as a fault's condition sees it: its action by the name that the service's own clients give it. */
export function faultCallOf({ generation, method, path, query }: FcRequest): FaultCall {
  const isV3 = generation === "3.0";
  const [service = "", qualifier = query.qualifier] = isV3 ? [""] : (path[1] ?? "").split(".", 2);
  const isList = isV3 && path[0] === "async-invoke-configs";
  const [name = "", resource = "", id] = isList ? [query.functionName, path[0]] : path.slice(isV3 ? 1 : 3);
  return {
    service: "fc",
    action: actionOf(isV3, method, resource, id),
    params: {
      ...(service !== "" && { service }),
      function: name,
      ...(qualifier !== undefined && { qualifier }),
      ...(id !== undefined && { id }),
    },
  };
}

function actionOf(isV3: boolean, method: string, resource: string, id: string | undefined): string {
  if (resource === "invocations") return "InvokeFunction";
  if (resource === "async-invoke-configs") return `List${isV3 ? "" : "Function"}AsyncInvokeConfigs`;
  if (resource === "async-invoke-config") {
    const verb = { PUT: "Put", DELETE: "Delete" }[method] ?? "Get";
    return `${verb}${isV3 ? "" : "Function"}AsyncInvokeConfig`;
  }
  const job = isV3 ? "AsyncTask" : "StatefulAsyncInvocation";
  if (id === undefined) return `List${job}s`;
  return `${method === "PUT" ? "Stop" : "Get"}${job}`;
}

/**
 * Does what a flow asks of a function as a fault lets it. A flow is not told why no answer came: it gets `FC.Unknown`.
 *
 * @throws CloudError when the fault is a refusal, or leaves no answer
 */
export function sufferAtOnce<Answer>({ fault }: FaultRule, perform: () => Answer): Answer {
  const unknown = () => new CloudError(500, "Unknown", "no answer came from the function's endpoint");
  switch (fault) {
    case "throttle":
      throw functionThrottled();
    case "error500":
      throw new CloudError(500, "InternalServerError", "An internal error has occurred. Please retry.");
    case "reset":
    case "timeout":
      throw unknown();
    case "lostReply":
      unheard(perform);
      throw unknown();
    case "delay":
      return perform();
    case "duplicate": {
      const first = perform();
      unheard(perform);
      return first;
    }
  }
}

/** Does what nobody hears the end of, a refusal neither. */
function unheard(perform: () => unknown): void {
  const ignoreRefusal = (refusal: unknown) => {
    if (!(refusal instanceof CloudError)) throw refusal;
  };
  try {
    Promise.resolve(perform()).catch(ignoreRefusal);
  } catch (refusal) {
    ignoreRefusal(refusal);
  }
}
