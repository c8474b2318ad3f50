import type * as z from "zod";
import type { Step } from "../tree/index.ts";

/** The schema of a series of steps, which the schemas of the steps that hold one are made from. */
export type StepsSchema = z.ZodType<readonly Step[]>;
