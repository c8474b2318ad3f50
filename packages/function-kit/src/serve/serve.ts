import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { ConfigurationError } from "@fnfkit/sdk/errors";
import { checkNode } from "../node-version.ts";
import type { FcContext, FcHandler } from "../platform.ts";
import { httpEventOf } from "./http-event.ts";
import { failureReply, httpReply, type Reply, resultReply } from "./reply.ts";
import { type Running, runningInvocations } from "./running.ts";
import { servedContext } from "./served-context.ts";

/** How a function is served. */
export interface ServeOptions {
  /** Default: what `FC_CUSTOM_LISTEN_PORT` says, else 9000. 0 takes any free one. */
  readonly port?: number;
  /** Default `0.0.0.0`, where Function Compute expects it. */
  readonly host?: string;
  /** Runs before the first invocation, when the function has an initializer configured. */
  readonly initialize?: (context: FcContext) => unknown;
  /** Runs before the platform freezes the instance, when that is configured (FC 2.0). */
  readonly preFreeze?: (context: FcContext) => unknown;
  /** Runs before the platform ends the instance, when that is configured, after all invocations have ended. */
  readonly preStop?: (context: FcContext) => unknown;
  /**
   * How long handlers may go on once the instance is about to end, in milliseconds; then `FunctionDeadlineExceeded` is
   * reported in their place. Default 2,000.
   */
  readonly graceMs?: number;
  /** Whether to close on SIGTERM and then end the process. Default `true`. */
  readonly onSigterm?: boolean;
}

/** A function that is being served. */
export interface FunctionServer {
  readonly port: number;
  /** Takes nothing new, lets what runs end (see `graceMs`), reports included, and closes every connection. */
  close(): Promise<void>;
}

/**
 * Serves a function on a custom runtime or in a custom container, by the protocol that Function Compute speaks to them.
 *
 * Credentials are those of the request, or what the environment holds at that moment. While the instance is about to end
 * (SIGTERM, or `/pre-stop`) new invocations are refused with a failure, so that an asynchronous one is tried again elsewhere.
 *
 * @example
 * import { handleTask } from "@fnfkit/function-kit";
 * import { serve } from "@fnfkit/function-kit/serve";
 *
 * await serve(handleTask(audit, async ({ orderId }) => ({ approved: true, by: orderId })));
 *
 * @throws ConfigurationError on a Node older than 16, or when the port is none
 */
export async function serve(handler: FcHandler, options: ServeOptions = {}): Promise<FunctionServer> {
  checkNode();
  const { host = "0.0.0.0", graceMs = 2_000, onSigterm = true } = options;
  const running = runningInvocations();
  const sockets = new Set<Socket>();
  const answering = new Set<Promise<void>>();
  const server = createServer((request, response) => {
    const gone = new AbortController();
    response.on("close", () => {
      if (!response.writableFinished) gone.abort(new Error("The caller no longer waits for an answer."));
    });
    const answered = answer({ handler, options, running, graceMs }, request, gone.signal)
      .catch((thrown: unknown) => failureReply(thrown, 500))
      .then((reply) => (gone.signal.aborted ? undefined : send(response, reply, running.isEnding)))
      .finally(() => answering.delete(answered));
    answering.add(answered);
  });
  // The platform keeps its connections, and a request may be as long as the function's time-out.
  server.keepAliveTimeout = 0;
  server.requestTimeout = 0;
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(portOf(options), host, resolve);
  });

  let closing: Promise<void> | undefined;
  const close = () => {
    closing ??= (async () => {
      process.off("SIGTERM", end);
      const closed = new Promise((resolve) => server.close(resolve));
      await running.end(graceMs);
      // A request that does not arrive whole must not keep the instance.
      await Promise.race([Promise.allSettled(answering), patience(graceMs)]);
      for (const socket of sockets) socket.destroy();
      await closed;
    })();
    return closing;
  };
  const end = () => {
    close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  if (onSigterm) process.once("SIGTERM", end);
  return { port: (server.address() as AddressInfo).port, close };
}

interface Serving {
  readonly handler: FcHandler;
  readonly options: ServeOptions;
  readonly running: Running;
  readonly graceMs: number;
}

async function answer(serving: Serving, request: IncomingMessage, gone: AbortSignal): Promise<Reply> {
  const { options, running, graceMs } = serving;
  const context = servedContext(request.headers);
  const body = await bodyOf(request);
  switch (controlPathOf(request)) {
    case "/initialize":
      return hook("Initialize", context, options.initialize);
    case "/pre-freeze":
      return hook("PreFreeze", context, options.preFreeze);
    case "/pre-stop":
      await running.end(graceMs);
      return hook("PreStop", context, options.preStop);
    case "/invoke":
      return logged("Invoke", context.requestId, () => invoke(serving, body, context, gone, resultReply));
    default:
      return logged("Invoke", context.requestId, () =>
        invoke(serving, httpEventOf(request, body, context), context, gone, httpReply),
      );
  }
}

/** Which of the platform's own paths a request is for, if for one: the header says it where there is one. */
function controlPathOf({ method, url = "/", headers }: IncomingMessage): string | undefined {
  const given = headers["x-fc-control-path"];
  if (typeof given === "string" && given !== "") return given;
  const path = url.split("?", 1)[0];
  const methods: Readonly<Record<string, string>> = {
    ...{ "/invoke": "POST", "/initialize": "POST", "/pre-freeze": "GET", "/pre-stop": "GET" },
  };
  return path !== undefined && methods[path] === method ? path : undefined;
}

async function invoke(
  { handler, running }: Serving,
  event: Buffer,
  context: ReturnType<typeof servedContext>,
  gone: AbortSignal,
  reply: (result: unknown) => Reply,
): Promise<Reply> {
  if (running.isEnding) {
    return failureReply(
      new InstanceEnding("The instance is about to end and takes no more invocations."),
      503,
    );
  }
  try {
    return reply(await running.run(context, gone, (given) => handler(event, given)));
  } catch (thrown) {
    return failureReply(thrown);
  }
}

class InstanceEnding extends Error {}

function hook(
  name: string,
  context: FcContext,
  run: ((context: FcContext) => unknown) | undefined,
): Promise<Reply> {
  return logged(name, context.requestId, async () => {
    try {
      await run?.(context);
      return resultReply("");
    } catch (thrown) {
      return failureReply(thrown);
    }
  });
}

/** The platform finds an invocation's lines in the log between these two, as its specification of custom runtimes wants. */
async function logged(name: string, requestId: string, work: () => Promise<Reply>): Promise<Reply> {
  console.log(`FC ${name} Start RequestId: ${requestId}`);
  try {
    return await work();
  } finally {
    console.log(`FC ${name} End RequestId: ${requestId}`);
  }
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Resolves when the answer is out, or whoever asked has gone. */
function send(response: ServerResponse, { status, headers, body }: Reply, isLast: boolean): Promise<void> {
  return new Promise((resolve) => {
    response.on("close", resolve);
    response.writeHead(status, {
      ...headers,
      "content-length": Buffer.byteLength(body),
      ...(isLast && { connection: "close" }),
    });
    response.end(body, resolve);
  });
}

function patience(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms).unref();
  });
}

function portOf({ port }: ServeOptions): number {
  const number = port ?? Number(process.env.FC_CUSTOM_LISTEN_PORT || 9000);
  if (Number.isInteger(number) && number >= 0 && number <= 65_535) return number;
  throw new ConfigurationError(
    `Failed to serve the function: its port is ${number}. Give FC_CUSTOM_LISTEN_PORT or \`port\` a number from 1 to 65535.`,
  );
}
