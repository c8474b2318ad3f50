import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { orderFlow } from "../../test/support/flows.ts";
import { isConfigurationError } from "../errors/index.ts";
import { templateTag } from "../fdl/shape/index.ts";
import type { Flow, ServiceParams, Step, TaskStep } from "../fdl/tree/index.ts";
import { type PolicyOptions, requiredPolicies } from "./required-policies.ts";

const home = { region: "cn-hangzhou", account: "123" };
const flow = (...steps: Step[]): Flow => ({ version: "v1", type: "flow", steps });
const task = (name: string, more: Partial<TaskStep>): TaskStep => ({ type: "task", name, ...more });
const inBranch = (...steps: Step[]): Step => ({ type: "parallel", name: "both", branches: [{ steps }] });

const job: ServiceParams = { InvocationType: "Async", StatefulAsyncInvocationID: "$.id" };
const fc2 = "acs:fc:::services/shop.prod/functions/audit";
const fc3 = "acs:fc:::functions/audit/prod";

/** What the flow's role may do, e.g. `fnf:StartExecution on *`. */
function rights(...steps: Step[]): readonly string[] {
  const { policy } = requiredPolicies(flow(...steps), home).flowRole;
  return (policy?.Statement ?? []).flatMap(({ Action, Resource }) =>
    Action.flatMap((action) => Resource.map((resource) => `${action} on ${resource}`)),
  );
}

describe("the flow's role", () => {
  test("is trusted by the flow service", () => {
    expect(requiredPolicies(flow(), home).flowRole).toEqual({
      trust: {
        Version: "1",
        Statement: [
          { Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: ["fnf.aliyuncs.com"] } },
        ],
      },
    });
  });

  test.each([
    ["a function of FC 2.0", { resourceArn: fc2 }, "services/shop.prod/functions/audit"],
    [
      "its latest version",
      { resourceArn: "acs:fc:::services/shop/functions/audit" },
      "services/shop/functions/audit",
    ],
    ["a function of FC 3.0", { resourceArn: fc3 }, "functions/audit/prod"],
    ["its latest version", { resourceArn: "acs:fc:::functions/audit" }, "functions/audit"],
  ])("may invoke %s, and nothing else", (_what, target, resource) => {
    expect(rights(task("a", target))).toEqual([`fc:InvokeFunction on acs:fc:cn-hangzhou:123:${resource}`]);
  });

  test("keeps a region and an account that the flow names", () => {
    expect(rights(task("a", { resourceArn: "acs:fc:cn-shanghai:9:functions/audit" }))).toEqual([
      "fc:InvokeFunction on acs:fc:cn-shanghai:9:functions/audit",
    ]);
  });

  test("may stop the jobs that it starts", () => {
    expect(rights(task("a", { resourceArn: fc2, pattern: "sync", serviceParams: job }))).toEqual([
      "fc:GetStatefulAsyncInvocation on acs:fc:cn-hangzhou:123:services/shop.prod/functions/audit/stateful-async-invocations/*",
      "fc:StopStatefulAsyncInvocation on acs:fc:cn-hangzhou:123:services/shop.prod/functions/audit/stateful-async-invocations/*",
      "fc:InvokeFunction on acs:fc:cn-hangzhou:123:services/shop.prod/functions/audit",
    ]);
    expect(rights(task("a", { resourceArn: fc3, pattern: "sync", serviceParams: job }))).toEqual([
      "fc:GetAsyncTask on acs:fc:cn-hangzhou:123:functions/audit/async-tasks/*",
      "fc:StopAsyncTask on acs:fc:cn-hangzhou:123:functions/audit/async-tasks/*",
      "fc:InvokeFunction on acs:fc:cn-hangzhou:123:functions/audit/prod",
    ]);
  });

  test.each([
    ["requestResponse", ["fnf:StartExecution on *"]],
    ["sync", ["fnf:DescribeExecution on *", "fnf:StartExecution on *", "fnf:StopExecution on *"]],
    ["waitForCallback", ["fnf:StartExecution on *"]],
  ] as const)("may run a sub-flow by %s", (pattern, expected) => {
    expect(rights(task("a", { resourceArn: "acs:fnf:::flow/billing", pattern }))).toEqual(expected);
    expect(rights(task("a", { action: "fnf:StartExecution", pattern }))).toEqual(expected);
  });

  test("may send to a queue and publish to a topic", () => {
    expect(
      rights(
        task("a", { resourceArn: "acs:mns:::/queues/mail/messages" }),
        task("b", { resourceArn: "acs:mns:::/topics/news/messages" }),
      ),
    ).toEqual([
      "mns:PublishMessage on acs:mns:cn-hangzhou:123:/topics/news/messages",
      "mns:SendMessage on acs:mns:cn-hangzhou:123:/queues/mail/messages",
    ]);
  });

  test.each([
    "fnf:DescribeExecution",
    "fnf:GetExecutionHistory",
    "fnf:ListExecutions",
    "fnf:ReportTaskFailed",
    "fnf:ReportTaskSucceeded",
    "fnf:StartExecution",
    "fnf:StartSyncExecution",
    "fnf:StopExecution",
  ])("may call %s, which knows no single resources", (action) => {
    expect(rights(task("a", { action }))).toEqual([`${action} on *`]);
    expect(rights(task("a", { action: action.replace("fnf", "FnF") }))).toEqual([`${action} on *`]);
  });

  test.each(["CreateFlow", "DeleteFlow", "DescribeFlow", "UpdateFlow"])(
    "may call fnf:%s on the flow that its parameters name",
    (api) => {
      const named = task("a", { action: `fnf:${api}`, serviceParams: { Name: "billing" } });

      expect(rights(named)).toEqual([`fnf:${api} on acs:fnf:cn-hangzhou:123:flow/billing`]);
    },
  );

  test("has one statement for what goes together, in one order", () => {
    const steps = [
      task("a", { resourceArn: "acs:fc:::functions/b" }),
      task("b", { action: "fnf:StopExecution" }),
      task("c", { resourceArn: "acs:fnf:::flow/billing" }),
      task("d", { resourceArn: "acs:fc:::functions/a" }),
      task("e", { resourceArn: "acs:fc:cn-hangzhou:123:functions/b" }),
    ];
    const expected = {
      Version: "1",
      Statement: [
        {
          Effect: "Allow",
          Action: ["fc:InvokeFunction"],
          Resource: ["acs:fc:cn-hangzhou:123:functions/a", "acs:fc:cn-hangzhou:123:functions/b"],
        },
        { Effect: "Allow", Action: ["fnf:StartExecution", "fnf:StopExecution"], Resource: ["*"] },
      ],
    };

    expect(requiredPolicies(flow(...steps), home).flowRole.policy).toEqual(expected);
    expect(requiredPolicies(flow(...steps.reverse()), home).flowRole.policy).toEqual(expected);
  });

  test("covers tasks wherever they stand", () => {
    const call = (name: string) => task(name, { resourceArn: `acs:fc:::functions/${name}` });
    const steps: Step[] = [
      {
        type: "choice",
        name: "c",
        choices: [{ condition: "$.x", steps: [call("way")] }],
        default: { steps: [call("default")] },
      },
      inBranch({
        type: "foreach",
        name: "each",
        iterationMapping: { collection: "$.rows", item: "row" },
        steps: [call("iteration")],
      }),
    ];

    expect(rights(...steps)).toEqual(
      ["default", "iteration", "way"].map(
        (name) => `fc:InvokeFunction on acs:fc:cn-hangzhou:123:functions/${name}`,
      ),
    );
  });
});

describe("a function's role", () => {
  const report = {
    Version: "1",
    Statement: [
      { Effect: "Allow", Action: ["fnf:ReportTaskFailed", "fnf:ReportTaskSucceeded"], Resource: ["*"] },
    ],
  };

  test.each([
    ["waits for a callback", { pattern: "waitForCallback" }, true],
    ["awaits an asynchronous run", { pattern: "sync", serviceParams: { InvocationType: "Async" } }, true],
    ["may await one", { pattern: "sync", serviceParams: { InvocationType: "$.mode" } }, true],
    ["awaits its answer", {}, false],
    ["asks for sync, but calls it synchronously", { pattern: "sync" }, false],
    ["does not await it", { serviceParams: { InvocationType: "Async" } }, false],
  ] as const)("is needed when the flow %s: %o", (_story, more, isNeeded) => {
    const { functionRoles } = requiredPolicies(flow(task("a", { resourceArn: fc3, ...more })), home);

    expect(functionRoles.map(({ policy }) => policy)).toEqual(isNeeded ? [report] : []);
  });

  test("is the service's in FC 2.0, the function's in FC 3.0", () => {
    const waits = (name: string, resourceArn: string) =>
      task(name, { resourceArn, pattern: "waitForCallback" });

    const { functionRoles } = requiredPolicies(
      flow(
        waits("a", "acs:fc:::services/shop.prod/functions/audit"),
        waits("b", "acs:fc:::services/shop/functions/approve"),
        waits("c", "acs:fc:::functions/audit/prod"),
        waits("d", "acs:fc:::functions/audit"),
      ),
      home,
    );

    expect(functionRoles).toMatchObject([
      {
        of: "acs:fc:cn-hangzhou:123:services/shop",
        functions: [
          "acs:fc:cn-hangzhou:123:services/shop.prod/functions/audit",
          "acs:fc:cn-hangzhou:123:services/shop/functions/approve",
        ],
        trust: { Statement: [{ Principal: { Service: ["fc.aliyuncs.com"] } }] },
        policy: report,
      },
      {
        of: "acs:fc:cn-hangzhou:123:functions/audit",
        functions: ["acs:fc:cn-hangzhou:123:functions/audit", "acs:fc:cn-hangzhou:123:functions/audit/prod"],
      },
    ]);
  });
});

test("whoever takes a message or runs as a sub-flow needs the right to report", () => {
  const waits = (name: string, more: Partial<TaskStep>) =>
    task(name, { pattern: "waitForCallback", ...more });

  const { reporters, functionRoles } = requiredPolicies(
    flow(
      waits("queue", { resourceArn: "acs:mns:::/queues/mail/messages" }),
      inBranch(waits("flow", { resourceArn: "acs:fnf:::flow/billing" })),
      waits("function", { resourceArn: fc2 }),
    ),
    home,
  );

  expect(reporters.map(({ step, path }) => ({ step, path }))).toEqual([
    { step: "queue", path: ["steps", 0] },
    { step: "flow", path: ["steps", 1, "branches", 0, "steps", 0] },
  ]);
  expect(reporters[0]?.policy).toEqual(functionRoles[0]?.policy);
});

describe("nothing is granted for", () => {
  test.each([
    ["a template tag", { resourceArn: templateTag("!Ref", "shop/audit") }, "template-tag"],
    ["a service that no document describes", { resourceArn: "acs:oss:::bucket" }, "unknown-target"],
    ["a task that calls nothing", {}, "unknown-target"],
    ["a wildcard for a function", { resourceArn: "acs:fc:::functions/*" }, "not-exact"],
    ["a wildcard for a service", { resourceArn: "acs:fc:::services/*/functions/audit" }, "not-exact"],
    ["a wildcard for a version", { resourceArn: "acs:fc:::functions/audit/*" }, "not-exact"],
    ["a wildcard for an account", { resourceArn: "acs:fc:*:*:functions/audit" }, "not-exact"],
    ["a placeholder", { resourceArn: "acs:fc:::functions/{{name}}" }, "not-exact"],
    ["a wildcard for a queue", { resourceArn: "acs:mns:::/queues/*/messages" }, "not-exact"],
    ["an action on any function", { action: "fc:InvokeFunction" }, "resource-in-parameters"],
    ["an action on any queue", { action: "MNS:SendMessage" }, "resource-in-parameters"],
    ["an action on any topic", { action: "MNS:PublishMessage" }, "resource-in-parameters"],
    ["another action on functions", { action: "fc:DeleteFunction" }, "action-resource-unknown"],
    ["an action of another product", { action: "ecs:DeleteInstance" }, "action-resource-unknown"],
    ["an action of RAM", { action: "ram:CreateUser" }, "action-resource-unknown"],
    ["another role", { action: "sts:AssumeRole" }, "action-resource-unknown"],
    ["an action on any object", { action: "oss:DeleteObject" }, "action-resource-unknown"],
    ["an action on any flow", { action: "fnf:DeleteFlow" }, "action-resource-unknown"],
    ["an action on all flows", { action: "fnf:ListFlows" }, "action-resource-unknown"],
    [
      "an action on a flow that its input names",
      { action: "fnf:DeleteFlow", serviceParams: { Name: "$.name" } },
      "action-resource-unknown",
    ],
    [
      "an action on flows by a wildcard",
      { action: "fnf:DeleteFlow", serviceParams: { Name: "*" } },
      "action-resource-unknown",
    ],
    [
      "an action that hands a role over",
      { action: "fnf:UpdateFlow", serviceParams: { Name: "billing", RoleArn: "acs:ram::123:role/admin" } },
      "action-resource-unknown",
    ],
    ["two targets", { resourceArn: fc2, action: "fnf:StartExecution" }, "two-targets"],
    ["a tag and an action", { resourceArn: templateTag("!Ref", "a"), action: "ocr:Read" }, "two-targets"],
  ] as const)("%s", (_what, target, reason) => {
    const { flowRole, functionRoles, unresolved } = requiredPolicies(
      flow(inBranch(task("a", { ...target, pattern: "waitForCallback" }))),
      home,
    );

    expect(unresolved).toMatchObject([
      {
        step: "a",
        path: ["steps", 0, "branches", 0, "steps", 0],
        reason,
        message: expect.stringContaining('"a"'),
      },
    ]);
    expect(flowRole.policy).toBeUndefined();
    expect(functionRoles).toEqual([]);
  });
});

test.each([
  ["ECS:DeleteInstance", {}, ["ecs:DeleteInstance"]],
  ["fc:InvokeFunction", {}, ["fc:InvokeFunction"]],
  ["fnf:DeleteFlow", { Name: "$.name" }, ["fnf:DeleteFlow"]],
  ["fnf:CreateFlow", { Name: "billing", RoleArn: "$.role" }, ["fnf:CreateFlow", "ram:PassRole"]],
])("of the action %s with %o it is said what to grant by hand", (action, serviceParams, actions) => {
  const [found] = requiredPolicies(flow(task("a", { action, serviceParams })), home).unresolved;

  expect(found?.actions).toEqual(actions);
  expect(found?.message).toContain(JSON.stringify(actions));
});

test.each([
  ["acs:fc:::functions/*", job, ["fc:InvokeFunction", "fc:GetAsyncTask", "fc:StopAsyncTask"]],
  ["acs:mns:::/queues/*/messages", {}, ["mns:SendMessage"]],
  ["acs:oss:::bucket", {}, []],
])("of a call of %s it is said what to grant by hand", (resourceArn, serviceParams, actions) => {
  const [found] = requiredPolicies(flow(task("a", { resourceArn, serviceParams })), home).unresolved;

  expect(found?.actions).toEqual(actions);
});

test("a definition is as good as its tree", () => {
  const tree = flow(task("a", { resourceArn: fc2 }));

  expect(requiredPolicies({ ...orderFlow, tree }, home)).toEqual(requiredPolicies(tree, home));
});

test.each([
  ["region", { ...home, region: "*" }],
  ["region", { ...home, region: "" }],
  ["account", { ...home, account: "*" }],
  ["account", { ...home, account: "" }],
  ["region", { account: "123" }],
  ["region", { ...home, region: null }],
  ["region", { ...home, region: ["cn-hangzhou"] }],
  ["account", { region: "cn-hangzhou" }],
  ["account", { ...home, account: 123 }],
  ["region", undefined],
  ["region", null],
])("a %s must be one, also in plain JavaScript: %j", (part, options) => {
  const ask = () => requiredPolicies(flow(), options as PolicyOptions);

  expect(ask).toThrow(expect.toSatisfy(isConfigurationError));
  expect(ask).toThrow(part);
});

describe("whatever the flow", () => {
  const names = fc.constantFrom("a", "b", "c", "*", "{{x}}", "a?");
  const functions = fc.record({
    region: fc.constantFrom("", "cn-shanghai", "*"),
    account: fc.constantFrom("", "9", "*"),
    service: fc.option(names, { nil: undefined }),
    name: names,
    qualifier: fc.constantFrom("", "prod", "*"),
  });
  const tasks = functions.map(({ region, account, service, name, qualifier }) =>
    task(name, {
      pattern: "waitForCallback",
      resourceArn:
        service === undefined
          ? `acs:fc:${region}:${account}:functions/${name}${qualifier && `/${qualifier}`}`
          : `acs:fc:${region}:${account}:services/${service}${qualifier && `.${qualifier}`}/functions/${name}`,
    }),
  );
  const { series } = fc.letrec<{ series: Step[] }>((tie) => ({
    series: fc.array(
      fc.oneof(
        { maxDepth: 3 },
        tasks,
        fc.record({
          type: fc.constant("parallel" as const),
          name: names,
          branches: fc.array(fc.record({ steps: tie("series") }), { maxLength: 3 }),
        }),
        tie("series").map(
          (steps): Step => ({
            type: "choice",
            name: "c",
            choices: [{ condition: "$.x", steps }],
            default: { steps },
          }),
        ),
      ),
      { maxLength: 4 },
    ),
  }));

  /** The resource names of the functions that are called, as the service resolves them. */
  function called(steps: readonly Step[]): readonly string[] {
    return steps.flatMap((step) => {
      if (step.type === "task") {
        const [, , region, account, resource] = String(step.resourceArn).split(":");
        return [`acs:fc:${region || home.region}:${account || home.account}:${resource}`];
      }
      if (step.type === "parallel") return step.branches.flatMap((branch) => called(branch.steps));
      return step.type === "choice" ? called(step.default?.steps ?? []) : [];
    });
  }

  test("each function that is named exactly is granted once, and nothing else is", () =>
    fc.assert(
      fc.property(series, (steps) => {
        const { flowRole, functionRoles, unresolved } = requiredPolicies(flow(...steps), home);

        const exact = [...new Set(called(steps))].filter((arn) => !/[*?{]/.test(arn)).sort();
        const statements = flowRole.policy?.Statement ?? [];
        expect(statements.flatMap(({ Resource }) => Resource)).toEqual(exact);
        expect(statements.flatMap(({ Action }) => Action)).toEqual(
          exact.length > 0 ? ["fc:InvokeFunction"] : [],
        );
        expect(functionRoles.flatMap(({ functions }) => functions).sort()).toEqual(exact);
        expect(unresolved.length > 0).toBe(called(steps).some((arn) => /[*?{]/.test(arn)));
      }),
    ));

  test("what is unresolved stands where its path says", () =>
    fc.assert(
      fc.property(series, (steps) => {
        const whole = flow(...steps);
        for (const { step, path } of requiredPolicies(whole, home).unresolved) {
          const found = path.reduce<unknown>(
            (at, key) => (at as Record<string | number, unknown>)[key],
            whole,
          );

          expect(found).toMatchObject({ type: "task", name: step });
        }
      }),
    ));
});

test("ten thousand steps inside one another are no trouble", () => {
  let step: Step = task("core", { resourceArn: fc2 });
  for (let depth = 0; depth < 10_000; depth++) step = inBranch(step);

  expect(rights(step)).toHaveLength(1);
});
