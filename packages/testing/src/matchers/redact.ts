const hidden = "***";

// What the clouds themselves hand out: task tokens (base64 of "v1#…") and access keys.
const known = /\bdjEj[A-Za-z0-9+/]{16,}={0,2}|\b(?:LTAI|STS\.)[A-Za-z0-9]{8,}/g;

const secretKey = /secret|password|passwd|token|credential|authorization|api_?key|access_?key/i;

/** A value as one line of JSON, without what is secret: by its form, or by the name of its key. */
export function safeJson(value: unknown): string {
  const text = JSON.stringify(value, (key, part) =>
    typeof part === "string" && secretKey.test(key) ? hidden : part,
  );
  return safeText(text ?? "");
}

/** A text without the tokens and access keys in it. */
export function safeText(text: string): string {
  return text.replace(known, hidden);
}
