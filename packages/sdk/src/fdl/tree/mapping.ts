import type { Json } from "../../contract/json.ts";
import type { TemplateTag } from "./template-tag.ts";

/**
 * One element of `inputMappings`, `outputMappings` or `errorMappings`: puts the value of `source` under the key `target`.
 *
 * A string that begins with `$input`, `$local` or `$context` is a reference; anything else is a constant.
 */
export interface Mapping {
  readonly target: string;
  readonly source: Json | TemplateTag;
}

/** A list of mappings; later ones overwrite earlier ones with the same target. */
export type Mappings = readonly Mapping[];
