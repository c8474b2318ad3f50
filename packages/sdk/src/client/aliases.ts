import type { CallOptions } from "../call/call-options.ts";
import type { Paged } from "../call/paged.ts";
import { dateOf, numberOf, objectOf, objectsOf, textOf } from "../call/wire-values.ts";
import type { Json, JsonObject } from "../contract/json.ts";
import type { FnfTransport } from "../transport/transport.ts";
import { callOnce, deleteOnce } from "./call-once.ts";
import { type FlowName, nameOf } from "./flow-name.ts";
import { listOf } from "./list-of.ts";

/** How many of a hundred executions a version gets. */
export interface AliasRoute {
  readonly version: string;
  /** From 0 to 100; those of an alias add up to 100. */
  readonly weight: number;
}

/** What can be set of an alias. */
export interface AliasSettings {
  readonly routes: readonly AliasRoute[];
  readonly description?: string;
}

/** A name for versions that share the executions between them, as the service describes it. */
export interface FlowAlias {
  /** `start` takes it as `qualifier`. */
  readonly name: string;
  readonly routes: readonly AliasRoute[];
  /** Empty when there is none. */
  readonly description: string;
  readonly createdTime: Date | undefined;
}

/** The aliases of flows. */
export interface FlowAliases {
  /**
   * Makes an alias.
   *
   * @example
   * const { version } = await flows.versions.publish(orderFlow);
   * await flows.aliases.create(orderFlow, { name: "prod", routes: [{ version, weight: 100 }] });
   */
  create(
    flow: FlowName,
    alias: AliasSettings & { readonly name: string },
    options?: CallOptions,
  ): Promise<FlowAlias>;
  /** Changes what is given. */
  update(
    flow: FlowName,
    name: string,
    changes: Partial<AliasSettings>,
    options?: CallOptions,
  ): Promise<FlowAlias>;
  /** An alias as it is now. */
  describe(flow: FlowName, name: string, options?: CallOptions): Promise<FlowAlias>;
  /** Deletes an alias; the versions that it leads to stay. */
  delete(flow: FlowName, name: string, options?: CallOptions): Promise<void>;
  /** A flow's aliases. `options` are for each page. */
  list(flow: FlowName, options?: CallOptions): Paged<FlowAlias>;
}

export function aliasesOver(transport: FnfTransport): FlowAliases {
  const describeIt = (named: Named, options: CallOptions) =>
    transport.call("DescribeFlowAlias", { ...named }, options);
  return {
    async create(flow, { name, ...settings }, options = {}) {
      const named = naming(flow, name);
      const params = { ...named, ...paramsOf(settings) };
      return flowAlias(
        await callOnce(transport, "CreateFlowAlias", params, options, {
          refusedWith: /AlreadyExists$/,
          answer: () => describeIt(named, options),
        }),
      );
    },

    async update(flow, name, changes, options = {}) {
      const params = { ...naming(flow, name), ...paramsOf(changes) };
      return flowAlias(await transport.call("UpdateFlowAlias", params, options));
    },

    describe: async (flow, name, options = {}) => flowAlias(await describeIt(naming(flow, name), options)),

    delete: (flow, name, options = {}) =>
      deleteOnce(transport, "DeleteFlowAlias", { ...naming(flow, name) }, options),

    list: (flow, options = {}) =>
      listOf(
        transport,
        { action: "ListFlowAliases", params: { FlowName: nameOf(flow) }, key: "Aliases", read: flowAlias },
        options,
      ),
  };
}

interface Named {
  readonly FlowName: string;
  readonly Name: string;
}

function naming(flow: FlowName, name: string): Named {
  return { FlowName: nameOf(flow), Name: name };
}

function paramsOf({ routes, description }: Partial<AliasSettings>) {
  const routing = routes?.map(({ version, weight }) => ({ Version: version, Weight: weight }));
  return {
    RoutingConfigurations: routing === undefined ? undefined : JSON.stringify(routing),
    Description: description,
  };
}

// Describing and updating answer with the alias inside `Alias`, the others with it as it is.
function flowAlias(answer: JsonObject): FlowAlias {
  const alias = objectOf(answer.Alias) ?? answer;
  return {
    name: textOf(alias.Name) ?? "",
    routes: routesOf(alias.RoutingConfigurations),
    description: textOf(alias.Description) ?? "",
    createdTime: dateOf(alias.CreatedTime),
  };
}

function routesOf(value: Json | undefined): readonly AliasRoute[] {
  return objectsOf(value).map(({ Version, Weight }) => ({
    version: textOf(Version) ?? "",
    weight: numberOf(Weight) ?? 0,
  }));
}
