import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { Flow } from "../../src/fdl/tree/index.ts";
import { buildGraph, toMermaid } from "../../src/graph/index.ts";
import { anyFlow, anyHistory } from "./any-flow.ts";
import { gallery } from "./gallery.ts";
import { mermaidParser, type ReadDrawing } from "./mermaid-parser.ts";
import { stories } from "./stories.ts";

let read: (text: string) => Promise<ReadDrawing>;
beforeAll(async () => {
  read = await mermaidParser();
}, 60_000);
afterAll(() => {
  vi.unstubAllGlobals();
});

describe("a flow is drawn:", () => {
  test.each(Object.entries(gallery))("%s", async (name, flow) => {
    const text = toMermaid(flow);

    await expect(text).toMatchFileSnapshot(`${name.replaceAll(" ", "-")}.mmd`);
    expectSame(await read(text), flow);
  });
});

describe("an execution is drawn over its flow:", () => {
  test.each(Object.entries(stories))("%s", async (name, { flow, history }) => {
    const text = toMermaid(flow, { history });

    await expect(text).toMatchFileSnapshot(`${name.replaceAll(" ", "-")}.mmd`);
    expect((await read(text)).type).toMatch(/^flowchart/);
  });
});

test("a drawing can go from left to right", async () => {
  const text = toMermaid(gallery["a choice"] as Flow, { direction: "LR" });

  expect(text).toMatch(/^flowchart LR\n/);
  expectSame(await read(text), gallery["a choice"] as Flow);
});

test("Mermaid can tell when a drawing is broken", async () => {
  await expect(read('flowchart TD\n  a["x"y"]')).rejects.toThrow();
});

test(
  "Mermaid reads from the drawing of any flow what the flow says",
  () =>
    fc.assert(
      fc.asyncProperty(anyFlow, async (flow) => {
        expectSame(await read(toMermaid(flow)), flow);
      }),
      { numRuns: 60 },
    ),
  120_000,
);

test(
  "Mermaid reads any history over any flow",
  () =>
    fc.assert(
      fc.asyncProperty(anyFlow, anyHistory, async (flow, history) => {
        const { nodes } = await read(toMermaid(flow, { history }));

        expect(nodes.size).toBe(buildGraph(flow).nodes.length);
      }),
      { numRuns: 30 },
    ),
  120_000,
);

/** Expects that Mermaid has found the nodes, edges and groups of the flow, each with its own words. */
function expectSame(drawing: ReadDrawing, flow: Flow): void {
  const { nodes, edges, groups } = buildGraph(flow);
  expect(drawing.type).toMatch(/^flowchart/);
  expect([...drawing.nodes.keys()].sort()).toEqual(nodes.map(({ id }) => id).sort());
  for (const { id, lines } of nodes) expectWords(drawing.nodes.get(id), lines);
  expect(drawing.edges.map(({ from, to }) => [from, to])).toEqual(edges.map(({ from, to }) => [from, to]));
  for (const [index, { kind, label = "" }] of edges.entries()) {
    const { text, stroke } = drawing.edges[index] ?? {};
    expectWords(text, [label]);
    expect(stroke).toBe(kind === "goto" ? "thick" : kind === "catch" ? "dotted" : "normal");
  }
  expect(drawing.groups.map(({ id }) => id).sort()).toEqual(groups.map(({ id }) => id).sort());
  for (const { id, nodes: inside } of drawing.groups) {
    const own = nodes.filter(({ group }) => group === id).map((node) => node.id);
    expect(inside).toEqual(expect.arrayContaining(own));
  }
}

/** Expects the words of each line one after another: whole, or cut where a `…` says so. */
function expectWords(drawn: string | undefined, lines: readonly string[]): void {
  const pattern = lines.map((line) => {
    const text = bare(line);
    const isWhole = text.length <= 60;
    return isWhole ? escapeRegExp(text) : `${escapeRegExp([...text].slice(0, 30).join(""))}.*`;
  });
  expect(bare(drawn ?? "")).toMatch(new RegExp(`^${pattern.join("")}$`, "u"));
}

/** Without blanks and what cannot be seen. */
function bare(text: string): string {
  return text.replace(/[\s\p{C}]+/gu, "");
}

function escapeRegExp(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}
