import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { arbitraryFlow } from "../../../test/support/arbitrary-flow.ts";
import { changedFlow } from "../../../test/support/changed-flow.ts";
import type { Json } from "../../contract/json.ts";
import { flowSchema } from "../schema/flow.ts";
import { Problems } from "./problems.ts";
import { checkStructure } from "./structure.ts";

describe("the check of a flow's shape", () => {
  it("agrees with the schemas about every flow", () =>
    fc.assert(
      fc.property(arbitraryFlow, (flow) => {
        expect(found(flow as unknown as Json)).toEqual({ errors: 0, warnings: 0 });
        expect(flowSchema.safeParse(flow).success).toBe(true);
      }),
    ));

  it("agrees with the schemas about every mistake", () =>
    fc.assert(
      fc.property(changedFlow, (data) => {
        const issues = flowSchema.safeParse(data).error?.issues ?? [];
        const mistakes = issues.filter(({ code }) => code !== "unrecognized_keys");

        const { errors, warnings } = found(data);

        expect(errors).toBe(mistakes.length);
        // The schemas look no further for unknown keys where they met a mistake.
        if (errors === 0) {
          const unknown = issues.flatMap((issue) => (issue.code === "unrecognized_keys" ? issue.keys : []));
          expect(warnings).toBe(unknown.length);
        }
      }),
      { numRuns: 500 },
    ));
});

function found(data: Json): { errors: number; warnings: number } {
  const problems = new Problems();
  checkStructure(structuredClone(data), problems);
  return { errors: problems.errors, warnings: problems.warnings };
}
