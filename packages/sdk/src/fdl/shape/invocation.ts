import type { InvocationType, TaskStep } from "../tree/index.ts";

const known: readonly InvocationType[] = ["Sync", "Async"];

/** How a task invokes its function; nothing when only the execution shows it (a reference, a tag) or no document knows it. */
export function invocationOf({ serviceParams }: TaskStep): InvocationType | undefined {
  const { InvocationType: invocation = "Sync" } = serviceParams ?? {};
  return known.find((one) => one === invocation);
}
