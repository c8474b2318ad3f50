import type { JsonObject } from "@fnfkit/sdk/contract";
import { CloudError } from "../../wire/cloud-error.ts";
import { type Plan, parseSchedule } from "./cron.ts";
import { checkEventText } from "./limits.ts";
import { openExecution } from "./open-execution.ts";
import { pageOf } from "./page.ts";
import type { Params } from "./params.ts";
import type { FlowRecord, ScheduleRecord } from "./records.ts";
import { invalidArgument, scheduleAlreadyExists, scheduleNotExists } from "./refusals.ts";
import { wireTime } from "./wire-time.ts";
import { findFlow, type WorkflowState } from "./workflow-state.ts";

export function createSchedule(state: WorkflowState, params: Params): JsonObject {
  const flow = findFlow(state, params.name("FlowName"));
  const name = params.name("ScheduleName");
  params.required("CronExpression");
  const { cron, plan } = cronOf(params) ?? noCron();
  const payload = payloadOf(state, params) ?? "";
  if (flow.schedules.has(name)) throw scheduleAlreadyExists(name, flow.name);
  const now = state.world.clock.now();
  const schedule: ScheduleRecord = {
    id: state.world.ids.uuid(),
    name,
    createdTime: now,
    cron,
    plan,
    description: params.optional("Description") ?? "",
    payload,
    enabled: params.boolean("Enable") ?? true,
    lastModifiedTime: now,
    cancel: () => {},
  };
  flow.schedules.set(name, schedule);
  arm(state, flow, schedule);
  return described(schedule);
}

/** Changes what is given. It fires next by what it is now. */
export function updateSchedule(state: WorkflowState, params: Params): JsonObject {
  const { flow, schedule } = find(state, params);
  const payload = payloadOf(state, params);
  Object.assign(schedule, {
    ...cronOf(params),
    description: params.optional("Description") ?? schedule.description,
    payload: payload ?? schedule.payload,
    enabled: params.boolean("Enable") ?? schedule.enabled,
    lastModifiedTime: state.world.clock.now(),
  });
  arm(state, flow, schedule);
  return described(schedule);
}

export function describeSchedule(state: WorkflowState, params: Params): JsonObject {
  return described(find(state, params).schedule);
}

export function deleteSchedule(state: WorkflowState, params: Params): JsonObject {
  const { flow, schedule } = find(state, params);
  schedule.cancel();
  flow.schedules.delete(schedule.name);
  return {};
}

export function listSchedules(state: WorkflowState, params: Params): JsonObject {
  const { schedules } = findFlow(state, params.name("FlowName"));
  const all = [...schedules.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  const { items, nextToken } = pageOf(params, all, { most: 1000, tokenOf: ({ name }) => name });
  return { Schedules: items.map(described), ...(nextToken !== undefined && { NextToken: nextToken }) };
}

// A firing is a limit: a test decides when it comes, since time never jumps to what it did not ask for.
function arm(state: WorkflowState, flow: FlowRecord, schedule: ScheduleRecord): void {
  const { clock } = state.world;
  schedule.cancel();
  const next = schedule.enabled ? schedule.plan.next(clock.now()) : undefined;
  if (next === undefined) return;
  schedule.cancel = clock.unattended.setDeadline(next - clock.now(), () => {
    arm(state, flow, schedule);
    fire(state, flow, schedule);
  });
}

function fire(state: WorkflowState, flow: FlowRecord, { payload }: ScheduleRecord): void {
  const input = payload || "{}";
  const value = JSON.parse(input) as JsonObject;
  try {
    const { record } = openExecution(state, flow, { name: undefined, input, value, token: undefined });
    record.execution.start();
  } catch (refusal) {
    // Nobody is there to be told: what the account has no room for is left out.
    if (!(refusal instanceof CloudError)) throw refusal;
  }
}

function cronOf(params: Params): { cron: string; plan: Plan } | undefined {
  const cron = params.optional("CronExpression");
  if (cron === undefined) return undefined;
  try {
    return { cron, plan: parseSchedule(cron) };
  } catch (failure) {
    if (!(failure instanceof RangeError)) throw failure;
    throw invalidArgument(`CronExpression is invalid: ${failure.message}`);
  }
}

function noCron(): never {
  throw invalidArgument("CronExpression must not be blank");
}

function payloadOf({ limits }: WorkflowState, params: Params): string | undefined {
  const payload = params.optional("Payload");
  if (payload === undefined) return undefined;
  checkEventText(payload, limits);
  params.jsonObject("Payload", payload);
  return payload;
}

function find(state: WorkflowState, params: Params) {
  const flow = findFlow(state, params.name("FlowName"));
  const name = params.name("ScheduleName");
  const schedule = flow.schedules.get(name);
  if (schedule === undefined) throw scheduleNotExists(name, flow.name);
  return { flow, schedule };
}

function described(schedule: ScheduleRecord): JsonObject {
  return {
    ScheduleId: schedule.id,
    ScheduleName: schedule.name,
    CronExpression: schedule.cron,
    Description: schedule.description,
    Payload: schedule.payload,
    Enable: schedule.enabled,
    CreatedTime: wireTime(schedule.createdTime),
    LastModifiedTime: wireTime(schedule.lastModifiedTime),
  };
}
