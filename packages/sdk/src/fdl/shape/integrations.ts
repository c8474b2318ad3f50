import type { InvocationType, Pattern } from "../tree/index.ts";

/** A kind of service that a task calls. An action is one of any cloud product's API. */
export type Service = "function" | "flow" | "queue" | "topic" | "action";

/** One way of calling a service, and what is known of it. */
export interface Integration {
  readonly service: Service;
  readonly pattern: Pattern;
  /** Functions only. */
  readonly invocation?: InvocationType;
  /** Whether it takes a `StatefulAsyncInvocationID`. */
  readonly jobId: boolean;
  /** Whether documents or samples of the service have it. */
  readonly offered: boolean;
}

const always = { jobId: false, offered: true } as const;
const asJob = { jobId: true, offered: true } as const;
const nowhere = { jobId: false, offered: false } as const;

/**
 * Every combination of service, pattern and invocation type.
 *
 * What is offered is documented (integration overview, child flows, asynchronous invocation, MNS pages), but for actions, which
 * samples show. Nothing is said of the rest: nobody could report the end of a message or of a synchronous invocation.
 */
export const integrations: readonly Integration[] = [
  { service: "function", pattern: "requestResponse", invocation: "Sync", ...always },
  { service: "function", pattern: "requestResponse", invocation: "Async", ...asJob },
  { service: "function", pattern: "sync", invocation: "Sync", ...nowhere },
  { service: "function", pattern: "sync", invocation: "Async", ...asJob },
  { service: "function", pattern: "waitForCallback", invocation: "Sync", ...always },
  { service: "function", pattern: "waitForCallback", invocation: "Async", ...asJob },
  { service: "flow", pattern: "requestResponse", ...always },
  { service: "flow", pattern: "sync", ...always },
  { service: "flow", pattern: "waitForCallback", ...always },
  { service: "queue", pattern: "requestResponse", ...always },
  { service: "queue", pattern: "sync", ...nowhere },
  { service: "queue", pattern: "waitForCallback", ...always },
  { service: "topic", pattern: "requestResponse", ...always },
  { service: "topic", pattern: "sync", ...nowhere },
  { service: "topic", pattern: "waitForCallback", ...always },
  { service: "action", pattern: "requestResponse", ...always },
  { service: "action", pattern: "sync", ...nowhere },
  { service: "action", pattern: "waitForCallback", ...nowhere },
];

/** The `serviceParams` that a service knows; those of an action are its API's own. */
export const parametersOf: { readonly [Kind in Exclude<Service, "action">]: readonly string[] } = {
  function: ["InvocationType", "StatefulAsyncInvocationID"],
  flow: ["Input", "ExecutionName"],
  queue: ["MessageBody", "DelaySeconds", "Priority"],
  topic: ["MessageBody", "MessageTag", "MessageAttributes"],
};

/** The row of {@link integrations} for a call; an invocation type matters for functions only. */
export function integrationOf(
  service: Service,
  pattern: Pattern = "requestResponse",
  invocation: InvocationType = "Sync",
): Integration {
  return integrations.find(
    (row) =>
      row.service === service &&
      row.pattern === pattern &&
      (row.invocation === undefined || row.invocation === invocation),
  ) as Integration;
}
