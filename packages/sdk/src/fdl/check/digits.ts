/** Whether a text is a whole number in quotes. */
export function isDigits(text: string): boolean {
  return /^\d+$/.test(text);
}
