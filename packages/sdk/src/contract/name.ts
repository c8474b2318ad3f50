/**
 * Whether `text` has the form that the services ask of names: of a function and its service, a flow, an execution, a job.
 * It begins with a letter or `_` and holds only letters, digits, `_` and `-`, at most 128 in all. Documented for each of them.
 */
export function isName(text: string): boolean {
  return /^[A-Za-z_][A-Za-z0-9_-]{0,127}$/.test(text);
}
