import * as z from "zod";
import type { Json } from "../../contract/json.ts";

// Whatever YAML gave is JSON by the time a schema sees it; only absence is left to refuse.
export const jsonSchema = z.custom<Json>((value) => value !== undefined);
