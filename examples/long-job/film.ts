import { handleTask } from "@fnfkit/function-kit";
import { defineFlow, defineFunction } from "@fnfkit/sdk";
import { z } from "zod";

/** Renders a film: long work, so it runs as a job that can be watched and stopped. */
export const render = defineFunction({
  name: "render",
  qualifier: "LATEST",
  input: z.object({ film: z.string(), minutes: z.number() }),
  output: z.object({ file: z.string() }),
  jobId: "jobId",
});

export const filmFlow = defineFlow("film", { input: render.input })
  .task("render", render, {
    pattern: "sync",
    invocation: "Async",
    jobId: ({ context }) => context.execution.name,
    timeoutSeconds: 86_400,
    input: ({ input }) => ({ film: input.film, minutes: input.minutes }),
    catch: [{ errors: ["FunctionDeadlineExceeded"], goto: "tooLong" }],
  })
  .pass("done", { output: ({ input }) => ({ file: input.render.file }), end: true })
  .fail("tooLong", { error: "FilmTooLong", cause: "the function's time was up before the film was done" });

/** What a job has done so far, by its id: a bucket or a table in real life, where whoever looks after the job reads it. */
export type Shelf = Map<string, string>;

const minute = 60_000;

/** The function: it puts down how far it is, and stops between two minutes of film when it is told to. */
export function renderHandler(shelf: Shelf) {
  return handleTask(render, async ({ film, minutes }, task) => {
    const job = task.jobId ?? film;
    try {
      for (let done = 0; done < minutes; done++) {
        shelf.set(job, `${done} of ${minutes} minutes`);
        // A minute's work for a minute of film. The signal is aborted by a stop, and shortly before the function's time is up.
        await task.clock.sleep(minute, task.signal);
      }
    } finally {
      if (task.signal.aborted) shelf.set(job, `${shelf.get(job)}, given up`);
    }
    shelf.set(job, "done");
    return { file: `${film}.mp4` };
  });
}
