import { expect, test } from "vitest";
import { FunctionFailedError, isFunctionFailedError } from "./index.ts";

const failure = {
  function: "shop.prod/reserve",
  errorMessage: "no more kettles.",
  stackTrace: [],
  requestId: "request-1",
};

test("a function that threw is named, with what it threw", () => {
  const error = new FunctionFailedError({ ...failure, errorType: "RangeError" });

  expect(error.message).toBe(
    'Function "shop.prod/reserve" failed: RangeError: no more kettles (request request-1).',
  );
});

test("a function that the platform ended has no error type", () => {
  const error = new FunctionFailedError({
    ...failure,
    errorMessage: "Function timed out after 3 seconds (maxMemoryUsage: 20MB)",
  });

  expect(error.message).toBe(
    'Function "shop.prod/reserve" failed: Function timed out after 3 seconds (maxMemoryUsage: 20MB) (request request-1).',
  );
  expect(error.errorType).toBeUndefined();
});

test("a function that said nothing failed all the same", () => {
  expect(new FunctionFailedError({ ...failure, errorMessage: "" }).message).toBe(
    'Function "shop.prod/reserve" failed (request request-1).',
  );
});

test("the guard tells errors apart by what was thrown", () => {
  const error: unknown = new FunctionFailedError({ ...failure, errorType: "SoldOut" });

  expect(isFunctionFailedError(error)).toBe(true);
  expect(isFunctionFailedError(error, "SoldOut")).toBe(true);
  expect(isFunctionFailedError(error, "RangeError")).toBe(false);
  expect(isFunctionFailedError(new RangeError("SoldOut"))).toBe(false);
});
