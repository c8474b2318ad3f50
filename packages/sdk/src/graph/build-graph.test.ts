import { describe, expect, test } from "vitest";
import { orderFlow } from "../../test/support/flows.ts";
import type { Flow, Step } from "../fdl/tree/index.ts";
import { buildGraph } from "./build-graph.ts";
import type { FlowGraph, GraphNode } from "./graph.ts";

const flow = (...steps: Step[]): Flow => ({ version: "v1", type: "flow", steps });
const pass = (name: string, more: { end?: boolean } = {}): Step => ({ type: "pass", name, ...more });

/** The edges between names, e.g. `a -next-> b`. */
function arrows({ nodes, edges }: FlowGraph): readonly string[] {
  const names = new Map(nodes.map((node) => [node.id, nameOf(node)]));
  return edges.map(({ from, to, kind, label }) => {
    const said = label === undefined || label === kind ? kind : `${kind} ${label}`;
    return `${names.get(from)} -${said}-> ${names.get(to)}`;
  });
}

function nameOf(node: GraphNode): string {
  switch (node.kind) {
    case "step":
      return node.step.name;
    case "join":
      return `join of ${node.step.name}`;
    case "missing":
      return `missing ${node.name}`;
    default:
      return node.kind;
  }
}

describe("a series", () => {
  test("goes from the start through its steps to the end", () => {
    expect(arrows(buildGraph(flow(pass("a"), pass("b"))))).toEqual([
      "start -next-> a",
      "a -next-> b",
      "b -next-> end",
    ]);
  });

  test("ends early where a step says so", () => {
    expect(arrows(buildGraph(flow(pass("a", { end: true }), pass("b", { end: false }))))).toEqual([
      "start -next-> a",
      "a -next-> end",
      "b -next-> end",
    ]);
  });

  test("never ends well when it can only fail", () => {
    const { nodes } = buildGraph(flow({ type: "fail", name: "no" }));

    expect(nodes.map(nameOf)).toEqual(["start", "no"]);
  });

  test("of a definition is that of its tree", () => {
    expect(buildGraph(orderFlow)).toEqual(buildGraph(orderFlow.tree));
  });
});

describe("a choice", () => {
  test("goes on after its ways with the next step", () => {
    const graph = buildGraph(
      flow(
        {
          type: "choice",
          name: "c",
          choices: [{ condition: "$.x", steps: [pass("a"), pass("b")] }, { condition: "$.y" }],
          default: { steps: [pass("d")] },
        },
        pass("after"),
      ),
    );

    expect(arrows(graph)).toEqual([
      "start -next-> c",
      "c -condition $.x-> a",
      "c -condition $.y-> after",
      "c -default-> d",
      "a -next-> b",
      "b -next-> after",
      "d -next-> after",
      "after -next-> end",
    ]);
  });

  test("jumps after the steps of a way, also when it is the last of its series", () => {
    const graph = buildGraph(
      flow(pass("back"), {
        type: "choice",
        name: "c",
        choices: [{ condition: "$.x", steps: [pass("a", { end: true }), pass("b")], goto: "back" }],
        end: true,
      }),
    );

    expect(arrows(graph).slice(2)).toEqual([
      "c -condition $.x-> a",
      "c -else-> end",
      "a -goto-> back",
      "b -goto-> back",
    ]);
  });

  test("jumps by a way without steps, back, on or to where it would have come anyway", () => {
    const graph = buildGraph(
      flow(
        pass("back"),
        {
          type: "choice",
          name: "c",
          choices: [
            { condition: "$.x", goto: "back" },
            { condition: "$.y", goto: "on", steps: [] },
          ],
          default: { goto: "next" },
        },
        pass("next"),
        pass("on"),
      ),
    );

    expect(arrows(graph)).toEqual([
      "start -next-> back",
      "back -next-> c",
      "c -goto $.x-> back",
      "c -goto $.y-> on",
      "c -goto default-> next",
      "next -next-> on",
      "on -next-> end",
    ]);
  });

  test("jumps after a way from wherever the way ends", () => {
    const graph = buildGraph(
      flow(pass("back"), {
        type: "choice",
        name: "outer",
        choices: [
          {
            condition: "$.x",
            goto: "back",
            steps: [
              {
                type: "choice",
                name: "inner",
                choices: [{ condition: "$.y", steps: [pass("a")] }, { condition: "$.z" }],
              },
            ],
          },
        ],
        default: {
          goto: "back",
          steps: [{ type: "parallel", name: "both", branches: [{ steps: [pass("b")] }] }],
        },
      }),
    );

    expect(arrows(graph).slice(2)).toEqual([
      "outer -condition $.x-> inner",
      "outer -default-> both",
      "inner -condition $.y-> a",
      "inner -goto $.z-> back",
      "inner -goto else-> back",
      "a -goto-> back",
      "both -branch-> b",
      "join of both -goto-> back",
      "b -next-> join of both",
    ]);
  });

  test("jumps among its own siblings only", () => {
    const inner: Step = { type: "choice", name: "inner", choices: [{ condition: "$.y", goto: "top" }] };
    const graph = buildGraph(
      flow(pass("top"), { type: "choice", name: "c", choices: [{ condition: "$.x", steps: [inner] }] }),
    );

    expect(arrows(graph)).toContain("inner -goto $.y-> missing top");
  });
});

describe("branches and iterations", () => {
  const both: Step = {
    type: "parallel",
    name: "both",
    branches: [
      { steps: [{ type: "succeed", name: "a" }, pass("never")] },
      { steps: [] },
      { steps: [pass("b")] },
    ],
  };
  const each: Step = {
    type: "foreach",
    name: "each",
    iterationMapping: { collection: "$.rows", item: "row" },
    steps: [both],
  };

  test("part at the step and meet again", () => {
    expect(arrows(buildGraph(flow(both)))).toEqual([
      "start -next-> both",
      "both -branch-> a",
      "both -branch branch 2-> join of both",
      "both -branch-> b",
      "join of both -next-> end",
      "a -next-> join of both",
      "never -next-> join of both",
      "b -next-> join of both",
    ]);
  });

  test("meet again where there are none", () => {
    const none: Step = { type: "parallel", name: "none", branches: [] };
    const { groups, ...graph } = buildGraph(flow(none, { ...each, steps: [] }));

    expect(groups).toEqual([]);
    expect(arrows({ groups, ...graph })).toEqual([
      "start -next-> none",
      "none -next-> join of none",
      "join of none -next-> each",
      "each -item each row of $.rows-> join of each",
      "join of each -next-> end",
    ]);
  });

  test("stand in groups, and the joining node around them", () => {
    const { nodes, groups } = buildGraph(flow(each));
    const places = new Map(nodes.map((node) => [nameOf(node), node.group]));
    const [rows, first, last] = groups;

    expect(groups).toMatchObject([
      { kind: "iteration", label: "each row of $.rows" },
      { kind: "branch", label: "branch 1", group: rows?.id },
      { kind: "branch", label: "branch 3", group: rows?.id },
    ]);
    expect(Object.fromEntries(places)).toEqual({
      start: undefined,
      each: undefined,
      both: rows?.id,
      a: first?.id,
      never: first?.id,
      b: last?.id,
      "join of both": rows?.id,
      "join of each": undefined,
      end: undefined,
    });
  });
});

describe("a catch", () => {
  test("leads to its step, with the names of its errors", () => {
    const task: Step = {
      type: "task",
      name: "t",
      action: "ocr:Read",
      catch: [
        { errors: ["A", "B"], goto: "t" },
        { errors: ["FnF.ALL"], goto: "gone" },
      ],
    };

    expect(arrows(buildGraph(flow(task)))).toEqual([
      "start -next-> t",
      "t -next-> end",
      "t -catch A, B-> t",
      "t -catch FnF.ALL-> missing gone",
    ]);
  });
});

test("ten thousand steps inside one another are no trouble", () => {
  let step = pass("core");
  for (let depth = 0; depth < 10_000; depth++) {
    step = { type: "parallel", name: `p${depth}`, branches: [{ steps: [step] }] };
  }

  const { nodes } = buildGraph(flow(step));

  expect(nodes).toHaveLength(2 * 10_000 + 3);
});
