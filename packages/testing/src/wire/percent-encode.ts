const keptByJavaScriptOnly = /[!'()*]/g;

/** Percent-encodes all but RFC 3986's unreserved characters, as every Alibaba Cloud signature wants it. */
export function percentEncode(text: string): string {
  return encodeURIComponent(text).replace(
    keptByJavaScriptOnly,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** The parameters as a query that signatures are made of: sorted by name, percent-encoded. */
export function canonicalQuery(params: Iterable<readonly [string, string]>): string {
  return [...params]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${percentEncode(name)}=${percentEncode(value)}`)
    .join("&");
}
