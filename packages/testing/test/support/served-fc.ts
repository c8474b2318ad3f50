import { FunctionClient } from "@fnfkit/sdk";
import { afterEach, beforeEach } from "vitest";
import { type CloudServer, serveClouds } from "../../src/server/index.ts";
import { type FcCloud, fcCloud } from "./fc-cloud.ts";

const keys = { accessKeyId: "LTAI-key", accessKeySecret: "secret" };

/** Function Compute behind a server of its own, anew for each test of a file. */
export function servedFc() {
  let cloud: FcCloud;
  let server: CloudServer;
  beforeEach(async () => {
    cloud = fcCloud(keys);
    server = await serveClouds(cloud.fetch);
  });
  afterEach(async () => {
    cloud.fc.reset();
    await server.close();
  });
  return {
    get fc() {
      return cloud.fc;
    },
    get world() {
      return cloud.world;
    },
    client(accessKeySecret = keys.accessKeySecret): FunctionClient {
      const { region, accountId, clock } = cloud.world;
      const credentials = { ...keys, accessKeySecret };
      return new FunctionClient({ region, accountId, clock, credentials, endpoint: server.url });
    },
  };
}
