const hidden = "***";

// Whatever follows the "?" of an address, up to where prose goes on.
const query = /(\bhttps?:\/\/[^\s?"'<>]*)\?[^\s"'<>]*/gi;

// Also as they look inside the "string to sign" that a gateway quotes: percent-encoded once or twice.
const parameter =
  /(?<![A-Za-z])(AccessKeyId|AccessKeySecret|SecurityToken|Signature|TaskToken|x-acs-security-token|x-fc-security-token)(=|%3D|%253D|":\s*")[^\s&"',;]+?(?=&|%26|%2526|[\s"',;]|$)/gi;

// Real keys and tokens are longer. A made-up one such as "id" would blot out half of every message and protect nothing.
const shortestSecret = 8;

/**
 * Takes everything secret out of a text that somebody else wrote (a vendor's message, a proxy's page).
 *
 * @param secrets - values known to be secret, of 8 characters or more, hidden wherever they stand, also percent-encoded
 * once or twice
 */
export function redact(text: string, secrets: readonly (string | undefined)[]): string {
  return secrets
    .filter((secret) => secret !== undefined)
    .filter((secret) => secret.length >= shortestSecret)
    .flatMap(spellings)
    .sort((a, b) => b.length - a.length)
    .reduce((rest, secret) => rest.split(secret).join(hidden), text)
    .replace(query, `$1?${hidden}`)
    .replace(parameter, `$1$2${hidden}`);
}

function spellings(secret: string): string[] {
  const once = encodeURIComponent(secret);
  return [...new Set([secret, once, encodeURIComponent(once), JSON.stringify(secret).slice(1, -1)])];
}
