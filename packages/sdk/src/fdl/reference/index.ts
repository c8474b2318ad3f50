export { formatReference } from "./format-reference.ts";
export { type ParsedReference, parseReference, type ReferenceError } from "./parse-reference.ts";
export type { Reference, ReferenceRoot, Segment } from "./reference.ts";
export { isReferenceText, isStepReferenceText } from "./reference-text.ts";
export { type ReferenceScope, type Resolved, resolveReference } from "./resolve-reference.ts";
