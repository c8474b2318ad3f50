/** What of `$context` is documented or seen. */
export const contextPaths: readonly string[] = [
  "$context.execution.name",
  "$context.flow.name",
  "$context.step.eventId",
  "$context.task.token",
];

const all = new Set(contextPaths.flatMap((path) => ["$context", path.slice(0, path.lastIndexOf(".")), path]));

/** Whether a reference reads something known of `$context`, or an object that holds it. */
export function isContextPath(text: string): boolean {
  return all.has(text);
}
