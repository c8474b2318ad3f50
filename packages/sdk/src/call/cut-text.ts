/** The longest beginning of `text` of at most `limit` UTF-16 code units that does not end in half a character. */
export function cutText(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const lastUnit = text.charCodeAt(limit - 1);
  const isHalf = lastUnit >= 0xd800 && lastUnit <= 0xdbff;
  return text.slice(0, isHalf ? limit - 1 : limit);
}
