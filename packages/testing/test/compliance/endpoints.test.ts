import { defineFunction, FlowClient, FunctionClient, isServiceError } from "@fnfkit/sdk";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { setupClouds } from "../../src/index.ts";

// Each region, and each account, has flows and functions of its own (A1 and D1 in the reference). What the clouds answer to a
// request that is addressed to others is this kit's choice: docs/engine-decisions.md.
describe.each(["msw", "direct"] as const)("by %s", (wire) => {
  const clouds = setupClouds({ wire, region: "cn-shanghai" });
  beforeAll(() => clouds.listen());
  afterEach(() => clouds.reset());
  afterAll(() => clouds.close());

  const contract = defineFunction({
    service: "shop",
    name: "work",
    input: z.object({}),
    output: z.object({}),
  });
  const refusal = (call: Promise<unknown>) =>
    call.catch((failure: unknown) => isServiceError(failure) && [failure.status, failure.serviceCode]);

  test.each([
    [
      "a flow in another region",
      () => new FlowClient({ ...clouds.config, region: "cn-beijing" }).start("f"),
      "region",
    ],
    [
      "a function in another region",
      () => new FunctionClient({ ...clouds.config, region: "cn-beijing" }).job(contract, "j").describe(),
      "region",
    ],
    [
      "a function of a contract's own region",
      () => new FunctionClient(clouds.config).job({ ...contract, region: "cn-beijing" }, "j").describe(),
      "region",
    ],
    [
      "a function of another account",
      () => new FunctionClient({ ...clouds.config, accountId: "99" }).job(contract, "j").describe(),
      "accountId",
    ],
  ])("%s is not these clouds' to tell of, and a finding", async (_what, ask, option) => {
    clouds.implement(contract, () => ({}), { stateful: true });
    clouds.allow("unusedStandIn");

    expect(await refusal(ask())).toEqual([404, "EndpointNotServed"]);

    expect(() => clouds.reset()).toThrow(`setupClouds({ ${option}:`);
  });

  test.each([{ internal: true }, { endpoint: "https://cn-shanghai-classic.fnf.aliyuncs.com" }])(
    "the region's other endpoints are these clouds': %o",
    async (address) => {
      const flows = new FlowClient({ ...clouds.config, ...address });

      expect(await refusal(flows.start("f"))).toEqual([404, "FlowNotExists"]);
    },
  );

  test("an endpoint of one's own leads wherever its owner says", async () => {
    const server = await clouds.serve();
    const flows = new FlowClient({ ...clouds.config, region: "cn-beijing", endpoint: server.url });

    expect(await refusal(flows.start("f"))).toEqual([404, "FlowNotExists"]);
    await server.close();
  });
});
