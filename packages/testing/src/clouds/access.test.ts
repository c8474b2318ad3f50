import { expect, it } from "vitest";
import { createAccess, type RolePolicy } from "./access.ts";

const role = "acs:ram::1234567890123456:role/r";
const allows = (policy: RolePolicy, action: string, resource = "*") =>
  createAccess({ [role]: policy }).isAllowed(role, action, resource);

it("allows everybody everything when no roles are declared", () => {
  expect(createAccess(undefined).isAllowed("anybody", "fnf:DeleteFlow", "*")).toBe(true);
});

it("allows the account itself everything", () => {
  expect(createAccess({}).isAllowed(undefined, "fnf:DeleteFlow", "*")).toBe(true);
});

it("allows a role that was not declared nothing", () => {
  expect(createAccess({}).isAllowed(role, "fnf:ListFlows", "*")).toBe(false);
  expect(createAccess({}).isAllowed("constructor", "fnf:ListFlows", "*")).toBe(false);
});

const function1 = "acs:fc:cn-hangzhou:1:services/shop.prod/functions/audit";

it.each<[string, RolePolicy, boolean]>([
  ["the action and its resource", [{ Action: "fc:InvokeFunction", Resource: function1 }], true],
  ["wildcards", [{ Action: "fc:*", Resource: "acs:fc:*:*:services/shop.*/functions/*" }], true],
  ["one of several", [{ Action: ["fc:GetFunction", "fc:InvokeFunction"], Resource: ["x", function1] }], true],
  ["an action in other letters", [{ Action: "FC:invokefunction" }], true],
  ["any resource", [{ Action: "fc:InvokeFunction" }], true],
  ["a document", { Statement: [{ Effect: "Allow", Action: "fc:InvokeFunction" }] }, true],
  ["another action", [{ Action: "fc:GetFunction" }], false],
  ["another resource", [{ Action: "fc:InvokeFunction", Resource: `${function1}2` }], false],
  ["a dot that is none", [{ Action: "fc:InvokeFunction", Resource: function1.replace(".", "x") }], false],
  ["a denial", [{ Action: "*" }, { Effect: "Deny", Action: "fc:InvokeFunction" }], false],
  ["nothing", [], false],
])("decides by statements: %s", (_what, policy, isAllowed) => {
  expect(allows(policy, "fc:InvokeFunction", function1)).toBe(isAllowed);
});

it("takes an action that knows no single resources for one on all of them", () => {
  const one = "acs:fnf:cn-hangzhou:1:flow/f";

  expect(allows([{ Action: "fnf:StartExecution", Resource: one }], "fnf:StartExecution")).toBe(false);
  expect(allows([{ Action: "fnf:StartExecution", Resource: "*" }], "fnf:StartExecution")).toBe(true);
});
