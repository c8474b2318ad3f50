import { describe, expect, test } from "vitest";
import { ExecutionFailedError } from "./index.ts";

const failure = {
  flow: "order",
  execution: "order-42",
  status: "Failed",
  error: "",
  cause: "",
  step: undefined,
} as const;

describe("the message of a failed execution", () => {
  test.each([
    ["says no more than is known", {}, 'Execution "order-42" of flow "order" failed.'],
    [
      "names step, error and cause",
      { step: "audit", error: "Refused", cause: "too dear." },
      'Execution "order-42" of flow "order" failed at step "audit": Refused: too dear.',
    ],
    [
      "tells what the step stands in",
      { step: "ship", path: ["each", 2, "decide", "ship"], error: "TooHeavy" },
      'Execution "order-42" of flow "order" failed at step "ship" inside each[2].decide: TooHeavy.',
    ],
    [
      "takes the words out of a function's error",
      {
        error: "OutOfStock",
        cause: '{"errorMessage":"none left","errorType":"OutOfStock","stackTrace":["at f"]}',
      },
      'Execution "order-42" of flow "order" failed: OutOfStock: none left.',
    ],
    ["leaves other JSON as it is", { cause: "null" }, 'Execution "order-42" of flow "order" failed: null.'],
    [
      "tells the endings apart",
      { status: "TimedOut" as const },
      'Execution "order-42" of flow "order" timed out.',
    ],
  ])("%s", (_, parts, message) => {
    const error = new ExecutionFailedError({ ...failure, ...parts });

    expect(error.message).toBe(message);
    expect(error.cause).toBe("cause" in parts ? parts.cause : "");
  });
});
