import { setupServer } from "msw/node";
import type { CloudFetch } from "../wire/cloud-fetch.ts";
import { cloudHandlers } from "./cloud-handlers.ts";

/** The process's requests to the clouds, led to embedded ones for as long as it listens. */
export interface Interception {
  listen(): void;
  close(): void;
}

/** Leads this process's requests for the clouds to `fetch`. Requests for other hosts pass. */
export function mswIntercept(fetch: CloudFetch): Interception {
  const server = setupServer(...cloudHandlers(fetch));
  return {
    listen: () => server.listen({ onUnhandledRequest: "bypass" }),
    close: () => server.close(),
  };
}
