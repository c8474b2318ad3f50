import { setupServer } from "msw/node";
import type { CloudFetch } from "../wire/cloud-fetch.ts";
import { cloudHandlers } from "./cloud-handlers.ts";

/** The process's requests to the clouds, led to embedded ones for as long as it listens. */
export interface Interception {
  listen(): void;
  close(): void;
}

// One for the process: an MSW server that closes would end the interception of every other one.
const server = setupServer();
const listening = new Set<CloudFetch>();

/**
 * Leads this process's requests for the clouds to `fetch`. Requests for other hosts pass. Of several that listen, the one
 * that began last answers.
 */
export function mswIntercept(fetch: CloudFetch): Interception {
  return {
    listen() {
      if (listening.size === 0) server.listen({ onUnhandledRequest: "bypass" });
      listening.delete(fetch);
      listening.add(fetch);
      route();
    },
    close() {
      if (!listening.delete(fetch)) return;
      route();
      if (listening.size === 0) server.close();
    },
  };
}

function route(): void {
  server.resetHandlers(...[...listening].reverse().flatMap(cloudHandlers));
}
