import type { FunctionTarget } from "@fnfkit/sdk/contract";
import { CloudError } from "../../wire/cloud-error.ts";
import type { FcRequest, WireAnswer } from "../../wire/wire-request.ts";
import type { World } from "../world.ts";
import { describeAsyncConfig, mergeAsyncConfig } from "./async-config.ts";
import type { FunctionQueue } from "./function-queue.ts";
import type { FunctionInvoker } from "./invocation.ts";
import { describeJob } from "./job.ts";
import { listJobs } from "./list-jobs.ts";
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

/** Answers a request to either generation. */
export async function answer(backend: Backend, request: FcRequest, requestId: string): Promise<WireAnswer> {
  const { method, path } = request;
  const { target, rest } = route(request);
  const [resource, id, verb, ...more] = rest;
  const { jobs, stopVerb } = vocabularyOf(target);
  if (more.length > 0) throw unsupported(path);
  if (resource === "invocations" && id === undefined && method === "POST") {
    return invoke(backend, target, request, requestId);
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
        { ...invocation, ...(askedFor !== undefined && { jobId: askedFor }) },
        requestId,
      );
      return {
        status: 202,
        headers: { "x-fc-request-id": requestId, ...(jobId !== undefined && { [jobIdHeader]: jobId }) },
      };
    }
    case "Sync": {
      const outcome = await invoker.invoke(invocation, requestId);
      if (outcome.kind === "succeeded") {
        return { status: 200, headers: { "x-fc-request-id": requestId }, body: outcome.payload };
      }
      return {
        status: 200,
        headers: {
          "x-fc-request-id": requestId,
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

function get(
  { world, registry, queue }: Backend,
  target: FunctionTarget,
  id: string,
  { query }: FcRequest,
): WireAnswer {
  const job = queue.job(registry.find(target), id);
  return { status: 200, body: describeJob(target, job, place(world), query.includePayload === "true") };
}

function list({ world, registry }: Backend, target: FunctionTarget, { query }: FcRequest): WireAnswer {
  const vocabulary = vocabularyOf(target);
  const { jobs, nextToken } = listJobs([...registry.find(target).jobs.values()], query, vocabulary.prefix);
  return {
    status: 200,
    body: {
      [vocabulary.list]: jobs.map((job) =>
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
