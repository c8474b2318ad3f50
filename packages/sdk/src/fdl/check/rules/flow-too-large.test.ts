import { describe, expect, it } from "vitest";
import type { Flow } from "../../tree/index.ts";
import { checkFlow } from "../check-flow.ts";

const mostBytes = 1024 * 1024;

function flowOf(constant: string): Flow {
  const outputMappings = [{ target: "a", source: constant }];
  return { version: "v1", type: "flow", steps: [{ type: "pass", name: "a", outputMappings }] };
}

describe("a definition over the limit of a request", () => {
  it("is found by its text", () => {
    const source = { comments: [], positionOf: () => ({ line: 1, column: 1 }) };

    const too = checkFlow(flowOf("short"), { source: { ...source, text: "ä".repeat(mostBytes / 2 + 1) } });
    const not = checkFlow(flowOf("short"), { source: { ...source, text: "ä".repeat(mostBytes / 2) } });

    expect(too).toMatchObject([{ code: "flow-too-large", severity: "error", path: [], line: 1, column: 1 }]);
    expect(not).toEqual([]);
  });

  it("is found without a text, when no text of it could be small enough", () => {
    const too = checkFlow(flowOf("a".repeat(mostBytes)));
    const not = checkFlow(flowOf("a".repeat(mostBytes - 200)));

    expect(too).toMatchObject([{ code: "flow-too-large", severity: "error", path: [] }]);
    expect(not).toEqual([]);
  });
});
