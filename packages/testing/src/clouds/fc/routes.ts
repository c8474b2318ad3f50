import type { FunctionTarget } from "@fnfkit/sdk/contract";
import { CloudError } from "../../wire/cloud-error.ts";
import type { FcRequest, WireAnswer } from "../../wire/wire-request.ts";
import type { World } from "../world.ts";
import { describeAsyncConfig, mergeAsyncConfig } from "./async-config.ts";
import type { FunctionQueue } from "./function-queue.ts";
import type { FunctionInvoker } from "./invocation.ts";
import { describeJob } from "./job.ts";
import { listJobs } from "./list-jobs.ts";
import { logTail } from "./log-tail.ts";
import { pageOf } from "./page.ts";
import { parsed } from "./parsed.ts";
import type { Registry } from "./registry.ts";
import { vocabularyOf } from "./vocabulary.ts";

/** What requests are answered from. */
export interface Backend {
  readonly world: World;
  readonly registry: Registry;
  readonly queue: FunctionQueue;
  readonly invoker: FunctionInvoker;
}

const configs = "async-invoke-configs";

/** Answers a request to either generation. */
export async function answer(backend: Backend, request: FcRequest, requestId: string): Promise<WireAnswer> {
  const { method, path, query, generation } = request;
  const [first, ...below] = path;
  if (generation === "3.0" && first === configs && below.length === 0 && method === "GET") {
    return listConfigs(backend, { name: query.functionName ?? "" }, request);
  }
  const { target, rest } = route(request);
  const [resource, id, verb, ...more] = rest;
  const { jobs, stopVerb } = vocabularyOf(target);
  if (more.length > 0) throw unsupported(path);
  if (resource === "invocations" && id === undefined && method === "POST") {
    return invoke(backend, target, request, requestId);
  }
  if (generation === "2.0" && resource === configs && id === undefined && method === "GET") {
    return listConfigs(backend, target, request);
  }
  if (resource === "async-invoke-config" && id === undefined) return configure(backend, target, request);
  if (resource === jobs && method === "GET" && verb === undefined) {
    return id === undefined ? list(backend, target, request) : get(backend, target, id, request);
  }
  if (resource === jobs && method === "PUT" && id !== undefined && verb === stopVerb) {
    backend.invoker.stopJob(target, id);
    return { status: 200, body: {} };
  }
  throw unsupported(path);
}

/** The function a path speaks of, and what it wants of it. */
function route({ generation, path, query }: FcRequest): { target: FunctionTarget; rest: readonly string[] } {
  if (generation === "3.0") {
    const [functions, name, ...rest] = path;
    if (functions !== "functions" || !name) throw unsupported(path);
    return { target: { name, ...qualified(query.qualifier) }, rest };
  }
  const [services, qualifiedService = "", functions, name, ...rest] = path;
  if (services !== "services" || functions !== "functions" || !name) throw unsupported(path);
  const [service = "", qualifier = query.qualifier] = qualifiedService.split(".", 2);
  return { target: { service, name, ...qualified(qualifier) }, rest };
}

function qualified(qualifier: string | undefined): { qualifier?: string } {
  return qualifier ? { qualifier } : {};
}

async function invoke(
  { invoker }: Backend,
  target: FunctionTarget,
  { headers, body }: FcRequest,
  requestId: string,
): Promise<WireAnswer> {
  const { jobIdHeader } = vocabularyOf(target);
  const invocation = { target, payload: body };
  switch (headers["x-fc-invocation-type"] ?? "Sync") {
    case "Async": {
      const askedFor = headers[jobIdHeader];
      const { jobId } = invoker.enqueue(
        { ...invocation, ...delay(headers), ...(askedFor !== undefined && { jobId: askedFor }) },
        requestId,
      );
      return {
        status: 202,
        headers: { "x-fc-request-id": requestId, ...(jobId !== undefined && { [jobIdHeader]: jobId }) },
      };
    }
    case "Sync": {
      let about: { readonly [header: string]: string } = { "x-fc-request-id": requestId };
      const logType = headers["x-fc-log-type"] ?? "None";
      if (logType !== "None" && logType !== "Tail") {
        throw new CloudError(400, "InvalidArgument", "x-fc-log-type must be None or Tail");
      }
      const outcome = await invoker.invoke(invocation, requestId, ({ log, instanceId, durationMs }) => {
        about = {
          ...about,
          "x-fc-invocation-duration": String(durationMs),
          ...(instanceId !== undefined && { "x-fc-instance-id": instanceId }),
          ...(logType === "Tail" && { "x-fc-log-result": logTail(requestId, log) }),
        };
      });
      if (outcome.kind === "succeeded") return { status: 200, headers: about, body: outcome.payload };
      return {
        status: 200,
        headers: {
          ...about,
          "x-fc-error-type": outcome.invocationError,
          "content-type": "application/json",
        },
        body: Buffer.from(outcome.body),
      };
    }
    default:
      throw new CloudError(400, "InvalidArgument", "x-fc-invocation-type must be Sync or Async");
  }
}

/** How long the queue is to hold an invocation back. */
function delay({ "x-fc-async-delay": seconds }: FcRequest["headers"]): { delaySeconds?: number } {
  if (seconds === undefined) return {};
  if (/^\d+$/.test(seconds) && Number(seconds) <= 3_600) return { delaySeconds: Number(seconds) };
  throw new CloudError(400, "InvalidArgument", "x-fc-async-delay must be a whole number between 0 and 3600");
}

function configure(
  { world, registry }: Backend,
  target: FunctionTarget,
  { method, body, path }: FcRequest,
): WireAnswer {
  const fn = registry.find(target);
  if (method === "PUT")
    fn.asyncConfig = mergeAsyncConfig(fn.asyncConfig, target, parsed(body), world.clock.now());
  else if (method !== "GET" && method !== "DELETE") throw unsupported(path);
  if (fn.asyncConfig === undefined) {
    throw new CloudError(
      404,
      "AsyncConfigNotExists",
      `async invoke config of function '${target.name}' does not exist`,
    );
  }
  if (method === "DELETE") {
    fn.asyncConfig = undefined;
    return { status: 204 };
  }
  return { status: 200, body: describeAsyncConfig(target, fn.asyncConfig, place(world)) };
}

/** The configurations of a function, whatever their qualifiers; of all functions of FC 3.0 when no name is given. */
function listConfigs(
  { world, registry }: Backend,
  { service, name }: FunctionTarget,
  { query }: FcRequest,
): WireAnswer {
  const described = registry
    .all()
    .filter(({ target }) => target.service === service && (name === "" || target.name === name))
    .flatMap(({ target, asyncConfig }) =>
      asyncConfig === undefined ? [] : [describeAsyncConfig(target, asyncConfig, place(world))],
    );
  const { items, nextToken } = pageOf(described, query);
  return { status: 200, body: { configs: items, ...(nextToken !== undefined && { nextToken }) } };
}

function get(
  { world, registry, queue }: Backend,
  target: FunctionTarget,
  id: string,
  { query }: FcRequest,
): WireAnswer {
  const job = queue.job(registry.find(target), id);
  return { status: 200, body: describeJob(target, job, place(world), query.includePayload === "true") };
}

function list({ world, registry, queue }: Backend, target: FunctionTarget, { query }: FcRequest): WireAnswer {
  const vocabulary = vocabularyOf(target);
  const { items, nextToken } = listJobs(queue.jobs(registry.find(target)), query, vocabulary.prefix);
  return {
    status: 200,
    body: {
      [vocabulary.list]: items.map((job) =>
        describeJob(target, job, place(world), query.includePayload === "true"),
      ),
      ...(nextToken !== undefined && { nextToken }),
    },
  };
}

function place({ region, accountId }: World) {
  return { region, account: accountId };
}

function unsupported(path: readonly string[]): CloudError {
  return new CloudError(400, "PathNotSupported", `path '/${path.join("/")}' is not supported`);
}
