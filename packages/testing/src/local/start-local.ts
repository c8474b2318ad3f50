import { createClouds, type Happening } from "../clouds/index.ts";
import { serveClouds } from "../server/index.ts";
import { loadFlows } from "./load-flows.ts";
import { loadFunctions } from "./load-functions.ts";
import type { LocalOptions } from "./local-options.ts";

/** Both clouds, served. */
export interface LocalServer {
  readonly url: string;
  readonly accessKey: { readonly accessKeyId: string; readonly accessKeySecret: string };
  /** Stops what runs, and serving. */
  close(): Promise<void>;
}

/**
 * Starts both clouds on a local port, with the functions and flows that are given.
 *
 * @param log - is told what happens
 * @throws Error when the port is taken, or a function or flow cannot be deployed
 */
export async function startLocal(
  { port, functions, flows, time, speed, ...account }: LocalOptions,
  log: (happening: Happening | { readonly what: "deployed"; readonly [detail: string]: unknown }) => void,
): Promise<LocalServer> {
  const given = Object.entries(account).filter(([, value]) => value !== undefined);
  const isReal = time === "real";
  const clouds = createClouds(
    {
      ...Object.fromEntries(given),
      mode: isReal ? "real" : "auto",
      speed,
      now: Date.now(),
      // Ids must not be those of the server that ran here before.
      seed: Date.now(),
      ...(isReal && { stalledAfterMs: 0 }),
    },
    log,
  );
  if (functions !== undefined) {
    log({ what: "deployed", functions: await loadFunctions(clouds.functions, functions) });
  }
  if (flows !== undefined) log({ what: "deployed", flows: await loadFlows(clouds, flows) });
  const server = await serveClouds(clouds.fetch, { port, healthPath: "/healthz" });
  clouds.serveAt(server.url);
  return {
    url: server.url,
    accessKey: clouds.credentials,
    async close() {
      await server.close();
      clouds.reset();
    },
  };
}
