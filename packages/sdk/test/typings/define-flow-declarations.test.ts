import { readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import ts from "typescript";
import { expect, test } from "vitest";

const root = resolve(import.meta.dirname, "../../../..");
const examples = join(root, "examples");

const exported = `
import { z } from "zod";
import {
  type ChoiceBuilder, type NoJumps, type ParallelBuilder, type Scope, type SeriesBuilder, type WayBuilder,
  and, defineFlow, defineFunction, each, eq, queue, rawRef,
} from "@fnfkit/sdk";

export const f = defineFunction({
  name: "f", input: z.object({ id: z.string() }), output: z.object({ ok: z.boolean(), s: z.string().optional() }),
  jobId: "job", errors: ["Odd"],
});
const Given = z.object({ id: z.string(), go: z.boolean(), ids: z.array(z.string()) });
export const bare = defineFlow("bare", { input: Given });
export const stated = defineFlow("stated", { input: Given, output: z.object({ ok: z.boolean() }) })
  .task("a", f)
  .output(({ local }) => ({ ok: local.a.ok }));
export const mapped = defineFlow("mapped", { input: z.object({ a: Given }), map: ({ input }) => ({ id: input.a.id }) }).task("a", f);
export const caught = bare
  .task("a", f, { catch: [{ errors: ["Odd"], goto: "b" }], error: ({ local }) => ({ why: local.error }) })
  .task("between", f)
  .pass("b");
export const again = caught
  .pass("c", { output: ({ input }) => ({ id: input.id, b: 1 }) })
  .task("d", f, { catch: [{ errors: ["FnF.ALL"], goto: "c" }] });
export const chosen = bare
  .task("a", f)
  .choice("pick", (when) => when
    .if(({ input }) => eq(input.a.ok, true), (then) => then.task("b", f))
    .if(({ input }) => and(input.go, eq(input.a.ok, false)), (then) => then.pass("p", { output: () => ({ n: 1 }) }).goto("after"))
    .else((then) => then.fail("no")))
  .task("c", f)
  .pass("after");
export const many = chosen
  .parallel("both", (all) => all.branch((one) => one.task("x", f)).branch((two) => two.task("y", f).pass("z")))
  .foreach("every", { collection: ({ input }) => input.ids, item: "id" }, (each) => each.task("i", f), {
    output: ({ local }) => ({ oks: each(local).i.ok }),
  });
export const finished = many.output(({ local, input, context }) => ({ oks: local.oks, id: input.id, by: context.execution.name }));
export const calls = bare
  .subFlow("sub", stated, { pattern: "sync" })
  .message("ask", queue("q"), { body: ({ input }) => ({ id: input.id }) })
  .action("read", "ocr:Read", { params: ({ input }) => ({ A: input.id }) })
  .raw("raw", { type: "pass", outputMappings: [{ target: "x", source: "$input.id" }] })
  .pass("known", { output: () => ({ known: rawRef<string>("$input.id") }) });
export const merged = bare.task("a", f, { output: "merge" }).task("b", f, { output: "merge" }).task("early", f, { end: true });
export const longer = (flow: typeof bare) => flow.task("l", f, { pattern: "sync", invocation: "Async" }).succeed("done");
export const way = (then: WayBuilder<{ id: string }, object, never, never, NoJumps, never>) => then
  .task("w", f, { catch: [{ errors: ["Odd"], goto: "v" }], error: ({ local }) => ({ why: local.error }) })
  .pass("v", { output: ({ input }) => ({ v: input.id }) });
export const leaving = (then: Parameters<typeof way>[0]) => way(then).goto("elsewhere");
export const ways = (when: ChoiceBuilder<{ id: string }, never, NoJumps, never>) => when.if(({ input }) => eq(input.id, "a"), leaving);
export const waysEnd = (when: Parameters<typeof ways>[0]) => ways(when).else((then) => then).output(({ input }) => ({ o: input.id }));
export const branch = (one: SeriesBuilder<{ id: string }, object, never, never, NoJumps, never>) => one.task("b", f);
export const branches = (all: ParallelBuilder<{ id: string }, [], never>) => all.branch(branch);
export const branchesEnd = (all: Parameters<typeof branches>[0]) => branches(all).output(({ local }) => ({ o: local[0].b.ok }));
export const items = ({ input }: Scope<{ lines: { sku: string }[] }, object>) => [each(input.lines), input.lines, each(input.lines).sku] as const;
`;

test("flows can be exported where declarations are written: every type in them has a name that users can reach", () => {
  const virtual = join(examples, "exported-flows.ts");
  const files = ["gallery", "order"].flatMap((folder) =>
    readdirSync(join(examples, folder))
      .filter((name) => /(?<!\.test)\.ts$/.test(name))
      .map((name) => join(examples, folder, name)),
  );
  const { config } = ts.readConfigFile(join(root, "tsconfig.json"), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
  const declaring = { ...options, noEmit: false, emitDeclarationOnly: true, declaration: true };
  const host = ts.createCompilerHost(declaring);
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = (file) => file === virtual || fileExists(file);
  host.readFile = (file) => (file === virtual ? exported : readFile(file));
  host.getSourceFile = (file, version, ...rest) =>
    file === virtual
      ? ts.createSourceFile(file, exported, version, true)
      : getSourceFile(file, version, ...rest);

  const written = new Map<string, string>();
  const program = ts.createProgram([virtual, ...files], declaring, host);
  const problems = [virtual, ...files].flatMap((file) => {
    const source = program.getSourceFile(file);
    const { diagnostics } = program.emit(source, (name, text) => written.set(name, text), undefined, true);
    return [
      ...diagnostics,
      ...program.getDeclarationDiagnostics(source),
      ...program.getSemanticDiagnostics(source),
    ];
  });

  const sentences = problems.map((one) => ts.flattenDiagnosticMessageText(one.messageText, "\n"));
  expect([...new Set(sentences)]).toEqual([]);
  expect(written.size).toBe(files.length + 1);
}, 60_000);
