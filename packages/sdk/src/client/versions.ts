import type { CallOptions } from "../call/call-options.ts";
import type { Paged } from "../call/paged.ts";
import { dateOf, textOf } from "../call/wire-values.ts";
import type { JsonObject } from "../contract/json.ts";
import type { FnfTransport } from "../transport/transport.ts";
import { deleteOnce } from "./call-once.ts";
import { type FlowName, nameOf } from "./flow-name.ts";
import { listOf } from "./list-of.ts";

/** A flow as it was when it was published. */
export interface FlowVersion {
  /** A number from 1. `start` takes it as `qualifier`, `flows.describe` as `version`. */
  readonly version: string;
  /** Empty when there is none. */
  readonly description: string;
  readonly createdTime: Date | undefined;
}

/** The versions of flows. */
export interface FlowVersions {
  /**
   * Keeps a flow as it is now under the next number.
   *
   * An attempt that got no answer is not made again, since each would publish a version: look at the list then.
   *
   * @throws ServiceError with `FlowNotExists`
   */
  publish(flow: FlowName, options?: CallOptions & { readonly description?: string }): Promise<FlowVersion>;
  /** A flow's versions. `options` are for each page. */
  list(flow: FlowName, options?: CallOptions): Paged<FlowVersion>;
  /** Forgets a version; one that an alias leads to stays. */
  delete(flow: FlowName, version: string, options?: CallOptions): Promise<void>;
}

export function versionsOver(transport: FnfTransport): FlowVersions {
  return {
    async publish(flow, { description, ...options } = {}) {
      const params = { FlowName: nameOf(flow), Description: description };
      return flowVersion(await transport.call("PublishFlowVersion", params, options));
    },

    list: (flow, options = {}) =>
      listOf(
        transport,
        {
          action: "ListFlowVersions",
          params: { FlowName: nameOf(flow) },
          key: "FlowVersions",
          read: flowVersion,
        },
        options,
      ),

    delete: (flow, version, options = {}) =>
      deleteOnce(transport, "DeleteFlowVersion", { FlowName: nameOf(flow), FlowVersion: version }, options),
  };
}

function flowVersion(answer: JsonObject): FlowVersion {
  return {
    version: textOf(answer.Version) ?? "",
    description: textOf(answer.Description) ?? "",
    createdTime: dateOf(answer.CreatedTime),
  };
}
