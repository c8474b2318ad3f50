// Node finds no named exports in this package.
import sdk, { type Specification } from "@serverlessworkflow/sdk";

/** `bench/long-flow.ts` in the CNCF's language: a call inside a try for each step, whose catch has the retry. */
export function workflow(steps: number): Specification.Workflow {
  const document = { dsl: "1.0.0", namespace: "default", name: "bench", version: "1.0.0" };
  const tasks = Array.from({ length: steps - 1 }, (_, i) => ({
    [`step${i}`]: {
      try: [
        {
          [`call${i}`]: {
            call: "http",
            with: { method: "post", endpoint: "https://example.com/reserve" },
            timeout: { after: { seconds: 60 } },
            output: { as: `.step${i}` },
          },
        },
      ],
      catch: {
        errors: { with: { status: 429 } },
        retry: { delay: { seconds: 1 }, backoff: { exponential: {} }, limit: { attempt: { count: 3 } } },
      },
    },
  }));
  return { document, do: [...tasks, { done: { set: { ok: true } } }] } as unknown as Specification.Workflow;
}

/** The schema alone: it looks at no name and no jump. */
export function validateWorkflow(definition: Specification.Workflow): void {
  sdk.validate("Workflow", definition);
}

/** Validates on the way. */
export function printWorkflow(definition: Specification.Workflow): string {
  return sdk.Classes.Workflow.serialize(definition);
}

/** Validates on the way. */
export function parseWorkflow(text: string): Specification.Workflow {
  return sdk.Classes.Workflow.deserialize(text);
}

export function drawWorkflow(definition: Specification.Workflow): string {
  return sdk.convertToMermaidCode(definition);
}
