// For the function kit, which is bundled from this source; not an entry of the published package.
export { cutText } from "./cut-text.ts";
export { jsonObjectText } from "./json-object-text.ts";
export { redact } from "./redact.ts";
