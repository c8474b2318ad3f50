const mostCharacters = 60;

/**
 * A text as a message shows it: not all of a very long one, since many messages may repeat it.
 *
 * @example
 * excerpt("pay"); // pay
 */
export function excerpt(text: string): string {
  if (text.length <= mostCharacters) return text;
  const last = text.charCodeAt(mostCharacters - 1);
  // The first half of a character in two units is left out.
  const end = last >= 0xd800 && last <= 0xdbff ? mostCharacters - 1 : mostCharacters;
  return `${text.slice(0, end)}…`;
}

/** {@link excerpt} in double quotes. */
export function quoted(text: string): string {
  return `"${excerpt(text)}"`;
}
