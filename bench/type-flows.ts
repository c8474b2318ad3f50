/** How a flow of many steps is written for the compiler. */
export interface FlowKind {
  readonly name: string;
  /** TypeScript that defines a flow of that many steps, a multiple of 10. */
  readonly write: (steps: number) => string;
}

const head = `import { defineFlow, defineFunction, eq } from "@fnfkit/sdk";
import { z } from "zod";
const reserve = defineFunction({
  service: "shop",
  name: "reserve",
  input: z.object({ sku: z.string(), count: z.number() }),
  output: z.object({ receipt: z.string(), reserved: z.boolean() }),
  errors: ["OutOfStock"],
});
const input = z.object({ id: z.string(), sku: z.string(), count: z.number(), lines: z.array(z.object({ sku: z.string() })) });
export const flow = defineFlow("big", { input })`;

/** The kinds of flows whose types are measured. */
export const flowKinds: readonly FlowKind[] = [
  {
    name: "tasks that read the step before",
    write: (steps) =>
      series(steps, (i) => task(i, "timeoutSeconds: 60"), ".output(({ input }) => ({ id: input.id }))"),
  },
  {
    name: "tasks with retry, error mapping and catch",
    write: (steps) => series(steps, guardedTask, lastStep),
  },
  {
    name: "choice, parallel, foreach, wait and tasks",
    write: (steps) => series(steps / 10, block, ".output(({ input }) => ({ id: input.id }))"),
  },
];

const lastStep = `.succeed("done")
  .task("failed", reserve, { input: ({ input }) => ({ sku: input.sku, count: input.count }) })
  .output(({ input }) => ({ id: input.id }))`;

function series(length: number, part: (i: number) => string, end: string): string {
  return `${[head, ...Array.from({ length }, (_, i) => part(i)), end].join("\n  ")};\n`;
}

function task(i: number, options: string): string {
  const sku = i === 0 ? "input.sku" : `local.step${i - 1}.receipt`;
  return `.task("step${i}", reserve, { input: ({ input, local }) => ({ sku: ${sku}, count: input.count }), ${options} })`;
}

function guardedTask(i: number): string {
  return task(
    i,
    `timeoutSeconds: 60, retry: [{ errors: ["FC.ResourceThrottled"], maxAttempts: 3 }],
    error: ({ local }) => ({ why: local.cause }), catch: [{ errors: ["FnF.ALL"], goto: "failed" }]`,
  );
}

/** Ten steps. */
function block(i: number): string {
  const inner = (name: string, sku: string) =>
    `task("${name}${i}", reserve, { input: ({ input }) => ({ sku: ${sku}, count: input.count }) })`;
  return `${task(i, "timeoutSeconds: 60")}
  .choice("choice${i}", (when) => when
    .if(({ input }) => eq(input.step${i}.reserved, true), (then) => then.${inner("taken", "input.sku")})
    .else((otherwise) => otherwise.fail("refused${i}", { error: "Refused" })))
  .parallel("parallel${i}", (all) => all
    .branch((one) => one.${inner("left", "input.sku")})
    .branch((one) => one.${inner("right", `input.step${i}.receipt`)}))
  .foreach("foreach${i}", { collection: ({ input }) => input.lines, item: "line" },
    (line) => line.${inner("each", "input.line.sku")})
  .wait("wait${i}", { durationSeconds: 60 })`;
}
