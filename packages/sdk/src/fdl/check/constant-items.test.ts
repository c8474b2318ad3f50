import { describe, expect, it } from "vitest";
import type { Flow, ForeachStep, Step } from "../tree/index.ts";
import { constantItems } from "./constant-items.ts";
import { viewOf } from "./flow-view.ts";

const each: ForeachStep = {
  type: "foreach",
  name: "each",
  iterationMapping: { collection: "$.lines", item: "line" },
  steps: [],
};
const lines: Step = { type: "pass", name: "lines", outputMappings: [{ target: "lines", source: [1, 2, 3] }] };
const call: Step = { type: "task", name: "call", resourceArn: "acs:fc:::services/shop/functions/call" };
const mapped = (source: string): ForeachStep => ({ ...each, inputMappings: [{ target: "lines", source }] });

function itemsOf(steps: readonly Step[], flow: Partial<Flow> = {}): number | undefined {
  const view = viewOf({ version: "v1", type: "flow", steps, ...flow });
  const at = view.ofType("foreach").find(({ step }) => step.name === "each");
  return at && constantItems(view, at);
}

const ofFlow = { inputMappings: [{ target: "lines", source: [1, 2, 3] }] };

describe("how many items a foreach goes over", () => {
  it.each<[string, readonly Step[], Partial<Flow>?]>([
    ["its own mapping", [{ ...each, inputMappings: [{ target: "lines", source: [1, 2, 3] }] }]],
    ["a mapping of the flow", [mapped("$input.lines")], ofFlow],
    ["a mapping of the flow, unmapped", [each], ofFlow],
    [
      "a mapping of the step around it",
      [{ ...mapped("$input.lines"), name: "outer", steps: [each] }],
      ofFlow,
    ],
    ["a pass before it", [lines, mapped("$local.lines")]],
    ["a pass before it, unmapped", [lines, each]],
  ])("is known from %s", (_what, steps, flow) => {
    expect(itemsOf(steps, flow)).toBe(3);
  });

  it.each<[string, readonly Step[], Partial<Flow>?]>([
    ["the input decides", [each]],
    ["a pass comes after it", [each, lines]],
    ["a task may put out other lines", [lines, call, each]],
    ["a task may put out lines", [call, each], ofFlow],
    ["another pass puts out others", [lines, { ...lines, name: "others" }, each]],
    [
      "a choice may leave the pass out",
      [{ type: "choice", name: "maybe", choices: [{ condition: "$.a", goto: "each" }] }, lines, each],
      ofFlow,
    ],
    [
      "it goes over each item",
      [
        {
          ...each,
          name: "outer",
          steps: [{ ...each, iterationMapping: { collection: "$.line", item: "x" } }],
        },
      ],
      ofFlow,
    ],
  ])("is not known when %s", (_what, steps, flow) => {
    expect(itemsOf(steps, flow)).toBeUndefined();
  });
});
