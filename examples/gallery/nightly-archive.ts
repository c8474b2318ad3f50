import { defineFlow, defineFunction, each } from "@fnfkit/sdk";
import { z } from "zod";

const records = { service: "records", qualifier: "live" };

export const planArchive = defineFunction({
  ...records,
  name: "planArchive",
  input: z.object({ day: z.string(), execution: z.string() }),
  output: z.object({ pieces: z.array(z.object({ id: z.string(), from: z.string(), to: z.string() })) }),
});

export const archivePiece = defineFunction({
  ...records,
  name: "archivePiece",
  input: z.object({ from: z.string(), to: z.string() }),
  output: z.object({ file: z.string() }),
  jobId: "id",
});

export const compactArchive = defineFunction({
  ...records,
  name: "compactArchive",
  input: z.object({ files: z.array(z.string()) }),
  output: z.object({ bytes: z.int() }),
  jobId: "id",
});

export const nightlyArchive = defineFlow("nightly-archive", { input: z.object({ day: z.string() }) })
  .task("plan", planArchive, {
    input: ({ input, context }) => ({ day: input.day, execution: context.execution.name }),
    output: "merge",
  })
  .foreach(
    "archiving",
    { collection: ({ input }) => input.pieces, item: "piece" },
    (iteration) =>
      iteration.task("archive", archivePiece, {
        pattern: "sync",
        invocation: "Async",
        timeoutSeconds: 14_400,
        input: ({ input }) => ({ from: input.piece.from, to: input.piece.to }),
        jobId: ({ input }) => input.piece.id,
        output: "merge",
      }),
    { output: ({ local }) => ({ files: each(local).file }) },
  )
  .task("compact", compactArchive, {
    pattern: "sync",
    invocation: "Async",
    timeoutSeconds: 14_400,
    input: ({ local }) => ({ files: local.files }),
    jobId: ({ context }) => context.execution.name,
    output: ({ local }) => ({ bytes: local.bytes }),
  })
  .output(({ local }) => ({ bytes: local.bytes }));
