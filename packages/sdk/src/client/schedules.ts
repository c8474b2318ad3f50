import type { CallOptions } from "../call/call-options.ts";
import { jsonObjectText } from "../call/json-object-text.ts";
import type { Paged } from "../call/paged.ts";
import { dateOf, objectOf, textOf } from "../call/wire-values.ts";
import type { JsonObject } from "../contract/json.ts";
import type { FnfTransport } from "../transport/transport.ts";
import { callOnce, deleteOnce } from "./call-once.ts";
import { type FlowName, nameOf } from "./flow-name.ts";
import { listOf } from "./list-of.ts";
import { requireSendableName } from "./require-sendable-name.ts";

/** What can be set of a schedule. */
export interface ScheduleSettings {
  /** Six fields, seconds first, e.g. `0 30 8 * * *`; or `@every 10m`. */
  readonly cron: string;
  /** What each execution is given. Default: an empty object. */
  readonly input?: object;
  /** Whether it starts executions. Default when created: `true`. */
  readonly enabled?: boolean;
  readonly description?: string;
}

/** A schedule as the service describes it. */
export interface ScheduleDescription {
  readonly name: string;
  readonly id: string | undefined;
  readonly cron: string;
  readonly input: JsonObject;
  readonly enabled: boolean;
  /** Empty when there is none. */
  readonly description: string;
  readonly createdTime: Date | undefined;
  readonly lastModifiedTime: Date | undefined;
}

/**
 * Schedules of flows. The service documents schedules for FDL flows; CloudFlow has other triggers.
 *
 * A schedule's name has the form of a flow's; every method that takes one throws `ConfigurationError` for another, and sends
 * nothing.
 */
export interface Schedules {
  /**
   * Makes a schedule, which starts the flow as it will be then, with the flow's role.
   *
   * @throws ContractError when JSON cannot carry the input as an object; nothing is sent then
   * @throws ServiceError with `ScheduleAlreadyExists`, or `FlowNotExists`
   *
   * @example
   * await flows.schedules.create(reportFlow, { name: "daily", cron: "0 30 8 * * *", input: { of: "yesterday" } });
   */
  create(
    flow: FlowName,
    schedule: ScheduleSettings & { readonly name: string },
    options?: CallOptions,
  ): Promise<ScheduleDescription>;
  /**
   * Changes what is given.
   *
   * @throws ServiceError with `ScheduleNotExists`
   */
  update(
    flow: FlowName,
    name: string,
    changes: Partial<ScheduleSettings>,
    options?: CallOptions,
  ): Promise<ScheduleDescription>;
  /**
   * A schedule as it is now.
   *
   * @throws ServiceError with `ScheduleNotExists`
   */
  describe(flow: FlowName, name: string, options?: CallOptions): Promise<ScheduleDescription>;
  /**
   * Deletes a schedule; executions that it has started go on.
   *
   * @throws ServiceError with `ScheduleNotExists`
   */
  delete(flow: FlowName, name: string, options?: CallOptions): Promise<void>;
  /** A flow's schedules. `options` are for each page. */
  list(flow: FlowName, options?: CallOptions): Paged<ScheduleDescription>;
}

export function schedulesOver(transport: FnfTransport): Schedules {
  const describeIt = (named: Named, options: CallOptions) =>
    transport.call("DescribeSchedule", { ...named }, options);
  return {
    async create(flow, { name, ...settings }, options = {}) {
      const named = naming(flow, name);
      const params = { ...named, ...paramsOf(name, settings) };
      return scheduleDescription(
        await callOnce(transport, "CreateSchedule", params, options, {
          refusedWith: /^ScheduleAlreadyExists$/,
          answer: () => describeIt(named, options),
        }),
      );
    },

    async update(flow, name, changes, options = {}) {
      const params = { ...naming(flow, name), ...paramsOf(name, changes) };
      return scheduleDescription(await transport.call("UpdateSchedule", params, options));
    },

    describe: async (flow, name, options = {}) =>
      scheduleDescription(await describeIt(naming(flow, name), options)),

    delete: async (flow, name, options = {}) =>
      deleteOnce(transport, "DeleteSchedule", { ...naming(flow, name) }, options),

    list: (flow, options = {}) =>
      listOf(
        transport,
        {
          action: "ListSchedules",
          params: { FlowName: nameOf(flow) },
          key: "Schedules",
          read: scheduleDescription,
        },
        options,
      ),
  };
}

interface Named {
  readonly FlowName: string;
  readonly ScheduleName: string;
}

function naming(flow: FlowName, name: string): Named {
  requireSendableName("schedule", name);
  return { FlowName: nameOf(flow), ScheduleName: name };
}

function paramsOf(name: string, { cron, input, enabled, description }: Partial<ScheduleSettings>) {
  return {
    CronExpression: cron,
    Payload: input === undefined ? undefined : jsonObjectText(input, `schedule ${name}`, "input"),
    Enable: enabled,
    Description: description,
  };
}

function scheduleDescription(answer: JsonObject): ScheduleDescription {
  return {
    name: textOf(answer.ScheduleName) ?? "",
    id: textOf(answer.ScheduleId),
    cron: textOf(answer.CronExpression) ?? "",
    input: objectOf(answer.Payload) ?? {},
    enabled: answer.Enable === true || answer.Enable === "true",
    description: textOf(answer.Description) ?? "",
    createdTime: dateOf(answer.CreatedTime),
    lastModifiedTime: dateOf(answer.LastModifiedTime),
  };
}
