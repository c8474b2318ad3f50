import { defineFlow, defineFunction } from "@fnfkit/sdk";
import type { Flow } from "@fnfkit/sdk/fdl";
import { z } from "zod";

const reserve = defineFunction({
  service: "shop",
  name: "reserve",
  input: z.object({}),
  output: z.object({ receipt: z.string() }),
});

const options = {
  timeoutSeconds: 60,
  retry: [{ errors: ["FC.ResourceThrottled"], intervalSeconds: 1, maxAttempts: 3, multiplier: 2 }],
  catch: [{ errors: ["FnF.ALL"], goto: "done" }],
};

/** The builder's methods without their types: in a loop, what a step answers cannot follow the step before. */
interface Loop {
  task(name: string, contract: typeof reserve, given: typeof options): Loop;
  succeed(name: string): { readonly tree: Flow };
}

/** `steps - 1` tasks in a line, each with a time-out, one retry and one catch, then the end: by the builder. */
export function builtFlow(steps: number): Flow {
  let builder = defineFlow("bench", { input: z.object({}) }) as unknown as Loop;
  for (let i = 0; i < steps - 1; i++) builder = builder.task(`step${i}`, reserve, options);
  return builder.succeed("done").tree;
}

/** The same flow by hand, as plain data. */
export function plainFlow(steps: number): Flow {
  return {
    version: "v1",
    type: "flow",
    steps: [
      ...Array.from({ length: steps - 1 }, (_, i) => ({
        type: "task" as const,
        name: `step${i}`,
        resourceArn: "acs:fc:::services/shop/functions/reserve",
        timeoutSeconds: 60,
        outputMappings: [{ target: `step${i}`, source: "$local" }],
        retry: [{ errors: ["FC.ResourceThrottled"], intervalSeconds: 1, maxAttempts: 3, multiplier: 2 }],
        catch: [{ errors: ["FnF.ALL"], goto: "done" }],
      })),
      { type: "succeed", name: "done" },
    ],
  };
}
