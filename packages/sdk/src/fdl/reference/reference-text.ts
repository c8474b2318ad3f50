/** Whether FDL reads a mapping's string as a reference: it begins with `$input`, `$local` or `$context`. There is no escape. */
export function isReferenceText(text: string): boolean {
  return text.startsWith("$input") || text.startsWith("$local") || text.startsWith("$context");
}

/** Whether FDL reads a string of `serviceParams` or of a `wait` as a reference: it begins with `$`. There is no escape. */
export function isStepReferenceText(text: string): boolean {
  return text.startsWith("$");
}
