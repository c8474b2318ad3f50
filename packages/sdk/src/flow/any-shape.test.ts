import fc from "fast-check";
import { expect, test } from "vitest";
import { z } from "zod";
import { defineFunction } from "../contract/index.ts";
import { checkFlow, type Flow, parseFlow, printFlow } from "../fdl/index.ts";
import { defineFlow, eq, queue } from "./index.ts";

/** What a series of steps is made of, whatever the steps inside are called. */
type Shape =
  | { readonly kind: "task" | "pass" | "wait" | "message" }
  | { readonly kind: "choice" | "parallel" | "foreach"; readonly series: readonly (readonly Shape[])[] };

const { series } = fc.letrec<{ shape: Shape; series: readonly Shape[] }>((tie) => ({
  shape: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.record({ kind: fc.constantFrom("task", "pass", "wait", "message") }),
    fc.record({
      kind: fc.constantFrom("choice", "parallel", "foreach"),
      series: fc.array(tie("series"), { minLength: 1, maxLength: 3 }),
    }),
  ),
  series: fc.array(tie("shape"), { minLength: 1, maxLength: 3 }),
}));

const work = defineFunction({
  name: "work",
  input: z.object({ sku: z.string() }),
  output: z.object({ ok: z.boolean() }),
});

/** The builder without its types: the shape of the flow is known at run time only. */
interface Loose {
  [method: string]: (...args: unknown[]) => Loose;
}
type Given = { input: Record<string, never> };

function built(shapes: readonly Shape[]): Flow {
  let names = 0;
  const lines = z.array(z.string());
  const start: unknown = defineFlow("any", { input: z.object({ sku: z.string(), lines }) });
  return (grown(start as Loose, shapes) as never as { readonly tree: Flow }).tree;

  function grown(from: Loose, inside: readonly Shape[]): Loose {
    return inside.reduce((builder, shape) => withStep(builder, `s${names++}`, shape), from);
  }

  function withStep(on: Loose, name: string, shape: Shape): Loose {
    const input = ({ input }: Given) => ({ sku: input.sku, lines: input.lines });
    switch (shape.kind) {
      case "task":
        return on.task?.(name, work, { input: ({ input }: Given) => ({ sku: input.sku }) }) as Loose;
      case "pass":
        return on.pass?.(name, { output: ({ input }: Given) => ({ sku: input.sku }) }) as Loose;
      case "wait":
        return on.wait?.(name, { durationSeconds: 1 }) as Loose;
      case "message":
        return on.message?.(name, queue("q"), { body: ({ input }: Given) => input.sku }) as Loose;
      case "parallel":
        return on.parallel?.(name, { input }, (all: Loose) =>
          shape.series.reduce((to, steps) => to.branch?.((one: Loose) => grown(one, steps)) as Loose, all),
        ) as Loose;
      case "foreach":
        return on.foreach?.(
          name,
          { input, collection: ({ input }: Given) => input.lines, item: "line" },
          (one: Loose) => grown(one, shape.series.flat()),
        ) as Loose;
      case "choice": {
        const ways = (when: Loose) =>
          shape.series.reduce(
            (to, steps) =>
              to.if?.(
                ({ input }: Given) => eq(input.sku as never, "tea"),
                (one: Loose) => grown(one, steps),
              ) as Loose,
            when,
          );
        return on.choice?.(name, { input }, (when: Loose) => ways(when).else?.((one: Loose) => one)) as Loose;
      }
    }
  }
}

test("a flow of any shape is read back as it was built, and nothing is wrong with it", () => {
  fc.assert(
    fc.property(series, (shapes) => {
      const tree = built(shapes);
      expect(parseFlow(printFlow(tree))).toMatchObject({ flow: tree, diagnostics: [] });
      expect(checkFlow(tree).filter(({ severity }) => severity === "error")).toEqual([]);
    }),
    { numRuns: 100 },
  );
});
