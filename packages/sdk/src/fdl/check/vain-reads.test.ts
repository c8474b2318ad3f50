import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Flow, Mappings, Step } from "../tree/index.ts";
import { viewOf } from "./flow-view.ts";
import { reachFrom, seriesGraphs } from "./series-graph.ts";
import { vainReads } from "./vain-reads.ts";

function flowOf(...steps: readonly Step[]): Flow {
  return { version: "v1", type: "flow", steps };
}

function vainIn(flow: Flow): readonly string[] {
  return vainReads(viewOf(flow)).map(({ at, text }) => `${at?.step.name} ${text}`);
}

describe("reading what another step puts out", () => {
  it("is in vain only if no way leads from that step to the reader, whatever jumps there are", () => {
    const key = fc.constantFrom("a", "b", "c");
    const step = fc.record({
      puts: fc.option(key),
      reads: fc.option(key),
      goto: fc.option(fc.nat(7)),
      end: fc.boolean(),
    });

    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 8 }), (shapes) => {
        const mapped = (target: string | null): { readonly outputMappings?: Mappings } =>
          target === null ? {} : { outputMappings: [{ target, source: 1 }] };
        const steps = shapes.map(({ puts, reads, goto, end }, place): Step => {
          const inputMappings: Mappings = reads === null ? [] : [{ target: "x", source: `$local.${reads}` }];
          const common = {
            name: `s${place}`,
            inputMappings,
            ...mapped(puts ?? (goto === null ? null : "z")),
          };
          if (goto === null) return { type: "pass", ...common, end };
          return { type: "choice", ...common, choices: [{ condition: "$.x == 1", goto: `s${goto}` }], end };
        });
        const view = viewOf(flowOf(...steps));
        const [[series, { next }] = [undefined, { next: [] }]] = seriesGraphs(view);

        const wanted = shapes.flatMap(({ reads }, reader) => {
          const isSet = shapes.some(({ puts }, setter) => {
            const reached = new Set<number>();
            for (const place of next[setter] ?? []) reachFrom(place, next, reached);
            return puts === reads && reached.has(reader);
          });
          return reads === null || isSet ? [] : [`s${reader} $local.${reads}`];
        });
        expect(series?.steps).toHaveLength(shapes.length);
        expect(vainIn(view.flow)).toEqual(wanted);
      }),
    );
  });

  it("is not in vain after a step that may put out anything", () => {
    const call: Step = { type: "task", name: "call", resourceArn: "acs:fc:::services/shop/functions/call" };
    const read: Step = { type: "pass", name: "read", inputMappings: [{ target: "x", source: "$local.x" }] };

    expect(vainIn(flowOf(call, read))).toEqual([]);
    expect(vainIn(flowOf(read, call))).toEqual(["read $local.x"]);
  });

  it("is not in vain after choices whose ways put out more keys than are told apart", () => {
    const steps = Array.from({ length: 1_001 }, (_, index): Step => {
      return { type: "pass", name: `s${index}`, outputMappings: [{ target: `k${index}`, source: 1 }] };
    });
    const choice: Step = { type: "choice", name: "many", choices: [{ condition: "$.a == 1", steps }] };
    const read: Step = { type: "pass", name: "read", inputMappings: [{ target: "x", source: "$local.x" }] };

    expect(vainIn(flowOf(choice, read))).toEqual([]);
  });
});

describe("reading what a task puts out", () => {
  it("is in vain if every way from it to the reader has the other outcome", () => {
    const key = fc.constantFrom("a", "b");
    const step = fc.record({
      done: key,
      failed: fc.option(key),
      reads: key,
      goto: fc.option(fc.nat(6)),
      end: fc.boolean(),
    });

    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 7 }), (shapes) => {
        const steps = shapes.map(({ done, failed, reads, goto, end }, place): Step => {
          return {
            type: "task",
            name: `s${place}`,
            resourceArn: "acs:fc:::services/shop/functions/call",
            inputMappings: [{ target: "x", source: `$local.${reads}` }],
            outputMappings: [{ target: done, source: 1 }],
            ...(failed !== null && { errorMappings: [{ target: failed, source: 1 }] }),
            ...(goto !== null && { catch: [{ errors: ["FnF.ALL"], goto: `s${goto}` }] }),
            end,
          };
        });
        const view = viewOf(flowOf(...steps));
        const [{ next } = { next: [] }] = seriesGraphs(view).values();

        const wanted = shapes.flatMap(({ reads }, reader) => {
          const isSet = shapes.some(({ done, failed }, setter) =>
            (next[setter] ?? []).some((place, edge) => {
              const reached = new Set<number>();
              reachFrom(place, next, reached);
              return (edge === 0 ? done : failed) === reads && reached.has(reader);
            }),
          );
          return isSet ? [] : [`s${reader} $local.${reads}`];
        });
        expect(vainIn(view.flow)).toEqual(wanted);
      }),
    );
  });
});

describe("reading all of $local at a flow's end", () => {
  const each: Step = {
    type: "foreach",
    name: "each",
    iterationMapping: { collection: "$.lines", item: "line" },
    steps: [{ type: "pass", name: "size", outputMappings: [{ target: "size", source: 1 }] }],
  };
  const outputMappings: Mappings = [{ target: "all", source: "$local" }];

  it("is in vain after nothing but a foreach that loses what is inside it", () => {
    const [read] = vainReads(viewOf({ ...flowOf(each), outputMappings }));

    expect(read?.droppedBy?.step.name).toBe("each");
  });

  it("is not in vain after a step that puts out something", () => {
    const put: Step = { type: "pass", name: "put", outputMappings: [{ target: "a", source: 1 }] };

    expect(vainIn({ ...flowOf(each, put), outputMappings })).toEqual([]);
  });
});
