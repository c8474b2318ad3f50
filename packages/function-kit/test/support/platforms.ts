import { Readable } from "node:stream";
import { vi } from "vitest";
import type { FunctionHandler } from "../../../testing/src/index.ts";
import { type FcHandler, type FcHttpResponse, handleTask } from "../../src/index.ts";
import { serve } from "../../src/serve/index.ts";
import { headersOf } from "./headers.ts";
import { httpEvent } from "./invocations.ts";

/** One way in which Function Compute calls a handler. */
export interface Platform {
  /** The kit as it is loaded there. */
  load(): Promise<typeof handleTask>;
  /** The handler as the clouds can call it. */
  adapt(handler: FcHandler): Promise<{ readonly handler: FunctionHandler; close(): Promise<void> }>;
  /** Whether the function's time is the machine's, not the clouds'. */
  readonly isInRealTime?: boolean;
}

const nothingToClose = async () => {};
const here = async () => handleTask;

/** Event functions on nodejs18 and nodejs20: the promise counts. */
const promise: Platform = {
  load: here,
  adapt: async (handler) => ({
    handler: (event, context) => handler(event, context),
    close: nothingToClose,
  }),
};

/** Event functions on nodejs16: what the handler returns is ignored. */
const callback: Platform = {
  async load() {
    const { node } = process.versions;
    const pretend = (value: string) => Object.defineProperty(process.versions, "node", { value });
    vi.resetModules();
    pretend("16.20.2");
    try {
      return (await import("../../src/index.ts")).handleTask;
    } finally {
      pretend(node);
    }
  },
  adapt: async (handler) => ({
    handler: (event, context, done) => void handler(event, context, done),
    close: nothingToClose,
  }),
};

/** HTTP triggers of FC 3.0: the event is the request. */
const httpEvents: Platform = {
  load: here,
  adapt: async (handler) => ({
    handler: (event, context) => handler(httpEvent({ body: JSON.parse(`${event}`) }), context),
    close: nothingToClose,
  }),
};

/** HTTP triggers of FC 2.0: request, response, context. */
const requests: Platform = {
  load: here,
  adapt: async (handler) => ({
    async handler(event, context) {
      let status = 0;
      let sent = "";
      const response: FcHttpResponse = {
        setStatusCode: (code) => {
          status = code;
        },
        setHeader: () => {},
        send: (body) => {
          sent = String(body);
        },
      };
      await handler(Readable.from([event]), response, context);
      return answered(status, sent);
    },
    close: nothingToClose,
  }),
};

/** Custom runtimes and custom containers: an HTTP server. */
const custom: Platform = {
  load: here,
  isInRealTime: true,
  async adapt(handler) {
    const server = await serve(handler, { port: 0, host: "127.0.0.1", onSigterm: false });
    // Real time passes: a tenth of a second of it is enough.
    return { handler: callServed(() => server.port, "0.1"), close: () => server.close() };
  },
};

/** Calls a served function as Function Compute does. */
export function callServed(port: () => number, timeout?: string): FunctionHandler {
  return async (event, context) => {
    const response = await fetch(`http://127.0.0.1:${port()}/invoke`, {
      method: "POST",
      headers: { ...headersOf(context), ...(timeout && { "x-fc-function-timeout": timeout }) },
      body: new Uint8Array(event),
    });
    return answered(response.status, await response.text());
  };
}

/** What a caller makes of an HTTP answer: the result, or the error by its name. */
function answered(status: number, body: string): string {
  if (status === 200) return body;
  const { errorType, errorMessage } = JSON.parse(body);
  throw new ({ [errorType]: class extends Error {} }[errorType] as typeof Error)(errorMessage);
}

export const platforms = {
  "an event function whose promise counts": promise,
  "an event function whose promise is ignored": callback,
  "a function behind an HTTP trigger of FC 3.0": httpEvents,
  "a function behind an HTTP trigger of FC 2.0": requests,
  "a function on a custom runtime": custom,
} satisfies Readonly<Record<string, Platform>>;
