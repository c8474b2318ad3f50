import { describe, expect, test } from "vitest";
import { flowsOver, orderFlow } from "../../test/support/flows.ts";
import { lost, ok, refusal, type Script } from "../../test/support/scripted-send.ts";
import { isConfigurationError, isFlowDefinitionError, isServiceError } from "../errors/index.ts";

const roleArn = "acs:ram::123456789:role/flows";
const sameInOtherWords = `
type: flow   # the order of keys and the layout are nobody's business
version: v1
steps: [{ name: reserve, type: pass }]
`;
const absent = refusal(404, "FlowNotExists");
const present = (Definition: string, rest = {}) =>
  ok({ Name: "order", Definition, RoleArn: roleArn, Description: "mine", ...rest });

function deploying(script: Script, options: { readonly description?: string } = {}) {
  const { flows, send } = flowsOver(script);
  return { send, outcome: flows.deploy(orderFlow, { roleArn, ...options }) };
}

test("a flow that does not exist is created", async () => {
  const { outcome, send } = deploying({ DescribeFlow: absent, CreateFlow: ok() });

  await expect(outcome).resolves.toBe("created");

  expect(send.requests[1]?.params).toMatchObject({ Name: "order", Type: "FDL", RoleArn: roleArn });
  expect(send.requests[1]?.params.Definition).toContain("reserve");
  expect(send.requests[1]?.params.Description).not.toBe("");
});

test("a flow that says the same in other words is left alone", async () => {
  const { outcome, send } = deploying({ DescribeFlow: present(sameInOtherWords) });

  await expect(outcome).resolves.toBe("unchanged");

  expect(send.actions).toEqual(["DescribeFlow"]);
});

test.each([
  ["definition", present("{ version: v1, type: flow, steps: [{ type: succeed, name: done }] }"), {}],
  ["definition, being in a language we do not read,", present("Type: StateMachine"), {}],
  ["role", present(sameInOtherWords, { RoleArn: "acs:ram::123456789:role/old" }), {}],
  ["description", present(sameInOtherWords), { description: "ours" }],
])("a flow whose %s differs is updated", async (_, described, options) => {
  const { outcome, send } = deploying({ DescribeFlow: described, UpdateFlow: ok() }, options);

  await expect(outcome).resolves.toBe("updated");

  expect(send.requests[1]?.params.Description).toBe("description" in options ? "ours" : undefined);
});

describe("racing with another deployer", () => {
  test("who created the flow first: it is looked at again", async () => {
    const { outcome, send } = deploying({
      DescribeFlow: [absent, present(sameInOtherWords)],
      CreateFlow: refusal(409, "FlowAlreadyExists"),
    });

    await expect(outcome).resolves.toBe("unchanged");

    expect(send.actions).toEqual(["DescribeFlow", "CreateFlow", "DescribeFlow"]);
  });

  test("who deleted the flow meanwhile: it is created", async () => {
    const { outcome } = deploying({
      DescribeFlow: [present("Type: StateMachine"), absent],
      UpdateFlow: refusal(404, "FlowNotExists"),
      CreateFlow: ok(),
    });

    await expect(outcome).resolves.toBe("created");
  });

  test("who is updating it at this moment: it is updated after that", async () => {
    const { outcome } = deploying({
      DescribeFlow: present("Type: StateMachine"),
      UpdateFlow: [refusal(409, "ConcurrentUpdateError"), ok()],
    });

    await expect(outcome).resolves.toBe("updated");
  });

  test("who never stops: the last refusal is passed on", async () => {
    const { outcome } = deploying({
      DescribeFlow: absent,
      CreateFlow: refusal(409, "FlowAlreadyExists"),
    });

    await expect(outcome).rejects.toSatisfy((error) => isServiceError(error, "FlowAlreadyExists"));
  });
});

describe("what was done by an attempt whose answer was lost", () => {
  test("was created", async () => {
    const { outcome, send } = deploying({
      DescribeFlow: [absent, present(sameInOtherWords)],
      CreateFlow: [lost("ECONNRESET"), refusal(409, "FlowAlreadyExists")],
    });

    await expect(outcome).resolves.toBe("created");

    expect(send.actions).toEqual(["DescribeFlow", "CreateFlow", "CreateFlow", "DescribeFlow"]);
  });

  test("was updated", async () => {
    const { outcome } = deploying({
      DescribeFlow: [present("Type: StateMachine"), present(sameInOtherWords)],
      UpdateFlow: [lost("ECONNRESET"), refusal(412, "PreconditionFailed")],
    });

    await expect(outcome).resolves.toBe("updated");
  });

  test.each([
    ["that nobody listened to", lost("ECONNREFUSED")],
    ["that the service had no time for", refusal(503, "ServiceUnavailable")],
  ])("is not taken for what somebody else did after an attempt %s", async (_, failure) => {
    const { outcome } = deploying({
      DescribeFlow: [absent, present(sameInOtherWords)],
      CreateFlow: [failure, refusal(409, "FlowAlreadyExists")],
    });

    await expect(outcome).resolves.toBe("unchanged");
  });
});

test.each(["", "1st", "my order", "x".repeat(129)])(
  "a flow cannot be named %j, and nothing is sent",
  async (name) => {
    const { flows, send } = flowsOver({});
    const flow = { name, definition: sameInOtherWords };

    for (const refused of [
      flows.deploy(flow, { roleArn }),
      flows.dryRun(flow, { roleArn }),
      flows.create(flow),
    ]) {
      await expect(refused).rejects.toSatisfy(isConfigurationError);
    }

    expect(send.requests).toEqual([]);
  },
);

test("a flow whose credentials function fails keeps no other from being deployed", async () => {
  let turn = 0;
  const { flows } = flowsOver(
    { DescribeFlow: absent, CreateFlow: ok() },
    {
      credentials: () => {
        if (++turn === 1) throw new TypeError("planted-secret");
        return { accessKeyId: "id", accessKeySecret: "secret" };
      },
    },
  );

  const deployed = await flows.deployAll([orderFlow, { ...orderFlow, name: "other" }], { roleArn });

  expect(deployed).toMatchObject([
    { outcome: "failed", failure: { code: "CONFIGURATION" } },
    { outcome: "created" },
  ]);
});

test("a definition in words is deployed as it was written", async () => {
  const { flows, send } = flowsOver({ DescribeFlow: absent, CreateFlow: ok() });

  await flows.deploy({ name: "order", definition: sameInOtherWords }, { roleArn });

  expect(send.requests[1]?.params.Definition).toBe(sameInOtherWords);
});

test.each([
  ["cannot be read", "version: [v1"],
  ["makes no sense", "{ version: v1, type: flow, steps: [{ type: wait, name: endless }] }"],
])("a definition that %s is refused before anything is sent", async (_, definition) => {
  const { flows, send } = flowsOver({});

  await expect(flows.deploy({ name: "order", definition }, { roleArn })).rejects.toSatisfy(
    isFlowDefinitionError,
  );

  expect(send.requests).toEqual([]);
});

test.each([undefined, "", "orders", "acs:fc:::functions/f"])(
  "the role %j is refused before anything is sent",
  async (role) => {
    const { flows, send } = flowsOver({});

    await expect(flows.deploy(orderFlow, { roleArn: role as never })).rejects.toMatchObject({
      code: "CONFIGURATION",
    });

    expect(send.requests).toEqual([]);
  },
);
