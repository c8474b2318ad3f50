import type { JsonCompatible } from "../contract/json-compatible.ts";
import type { InferInput, StandardSchema } from "../contract/standard-schema.ts";
import { limits } from "../fdl/shape/index.ts";
import type { Flow } from "../fdl/tree/index.ts";
import { Builder } from "./builder.ts";
import type { FlowBuilder } from "./flow-builder.ts";
import { guarded } from "./guarded.ts";
import type { NoJumps } from "./local-types.ts";
import { mappingsOf } from "./mappings.ts";
import { requireName } from "./names.ts";
import { requireWhole } from "./numbers.ts";
import type { WholeFlow } from "./place.ts";
import { createScope, type ExecutionContext, type LooseMap, type MapScope, withoutStep } from "./scope.ts";
import type { Given, SourcesIn } from "./sources.ts";
import { StepNames } from "./step-names.ts";

/** What a flow is given and gives, and how long it may take. */
export interface FlowOptions<
  Input extends StandardSchema,
  Out extends StandardSchema | undefined,
  M = unknown,
> {
  /** Any Standard Schema of what an execution is given: a JSON object. */
  readonly input: Input & JsonCompatible<InferInput<Input>>;
  /**
   * What the steps see as `input`, made of what an execution is given. Default: all of it, as it is.
   *
   * @example
   * map: ({ input }) => ({ orderId: input.order.id })
   * // inputMappings: [{ target: orderId, source: $input.order.id }]
   */
  readonly map?: (scope: MapScope<InferInput<Input>, ExecutionContext>) => M & SourcesIn<M>;
  /** Any Standard Schema of what an execution gives. Default: inferred from the steps, and not validated. */
  readonly output?: Out & (Out extends StandardSchema ? JsonCompatible<InferInput<Out>> : unknown);
  /** Seconds after which an execution ends as `TimedOut`. Default: the service's limit of one year. */
  readonly timeoutSeconds?: number;
  /** The language's version; the two are synonyms. Default `v1`. */
  readonly version?: Flow["version"];
}

/**
 * Begins the definition of a flow. Its steps follow in the order in which they run.
 *
 * @param name - unique in a region of an account: letters, digits, `_` and `-`, first a letter or `_`, at most 128
 *
 * @example
 * const orderFlow = defineFlow("order", { input: z.object({ id: z.string(), sku: z.string() }) })
 *   .task("reserve", reserve, { input: ({ input }) => ({ sku: input.sku }) })
 *   .output(({ local }) => ({ receipt: local.reserve.receipt }));
 * // version: v1
 * // type: flow
 * // steps:
 * //   - type: task
 * //     name: reserve
 * //     resourceArn: acs:fc:::services/shop/functions/reserve
 * //     inputMappings:
 * //       - { target: sku, source: $input.sku }
 * //     outputMappings:
 * //       - { target: reserve, source: $local }
 * // outputMappings:
 * //   - { target: receipt, source: $local.reserve.receipt }
 *
 * @throws FlowDefinitionError when the name or the time-out is none the service takes
 */
export function defineFlow<
  Input extends StandardSchema,
  Out extends StandardSchema | undefined = undefined,
  M = unknown,
>(
  name: string,
  { input, map, output, timeoutSeconds, version = "v1" }: FlowOptions<Input, Out, M>,
): FlowBuilder<
  Given<M, InferInput<Input>>,
  object,
  never,
  never,
  NoJumps,
  never,
  WholeFlow<InferInput<Input>, Out>
> {
  guarded(name, [], () => {
    requireName("flow", name);
    if (timeoutSeconds !== undefined)
      requireWhole("timeoutSeconds", timeoutSeconds, 1, limits.timeoutSeconds);
  });
  const inputMappings = guarded(name, ["inputMappings"], () =>
    map === undefined
      ? undefined
      : Object.freeze(mappingsOf((map as LooseMap)(createScope({ context: withoutStep })))),
  );
  const builder: unknown = new Builder({
    head: {
      name,
      version,
      schemas: Object.freeze({ input, ...(output !== undefined && { output }) }),
      ...(timeoutSeconds !== undefined && { timeoutSeconds }),
      ...(inputMappings !== undefined && { inputMappings }),
    },
    path: ["steps"],
    names: StepNames.none,
    refusals: { input: new Map(), local: new Map() },
    around: new Map(),
  });
  // The types are the interface's alone: they follow the data from step to step and have no trace at run time.
  return builder as ReturnType<typeof defineFlow<Input, Out, M>>;
}
