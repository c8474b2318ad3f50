import { createFunctionCompute, type FunctionCompute } from "../../src/clouds/fc/index.ts";
import type { World } from "../../src/clouds/world.ts";
import {
  authenticate,
  CloudError,
  type CloudFetch,
  decodeRequest,
  encodeAnswer,
  encodeError,
} from "../../src/wire/index.ts";
import { testWorld } from "./test-world.ts";

/** Function Compute alone, behind the wire. */
export interface FcCloud {
  readonly world: World;
  readonly fc: FunctionCompute;
  readonly fetch: CloudFetch;
}

export function fcCloud(keys: { readonly accessKeyId: string; readonly accessKeySecret: string }): FcCloud {
  const world = testWorld();
  const fc = createFunctionCompute(world);
  return {
    world,
    fc,
    async fetch(request) {
      const requestId = world.ids.requestId();
      world.clock.enter();
      try {
        const wire = await decodeRequest(request);
        authenticate(wire, (id) => (id === keys.accessKeyId ? keys.accessKeySecret : undefined));
        if (wire.service === "fnf") throw new CloudError(400, "ActionNotSupported", "Only FC is here");
        return encodeAnswer(wire, await fc.handle(wire, requestId), requestId);
      } catch (error) {
        if (error instanceof CloudError) return encodeError(request, error, requestId);
        throw error;
      } finally {
        world.clock.leave();
      }
    },
  };
}
