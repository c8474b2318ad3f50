import { expect, test } from "vitest";
import { isContractError } from "../errors/index.ts";
import { jsonObjectText } from "./json-object-text.ts";

test("what JSON carries as an object is written down", () => {
  const order = { id: "42", toJSON: () => ({ id: "forty-two" }) };

  expect(jsonObjectText(order, "order", "input")).toBe('{"id":"forty-two"}');
});

const circular: Record<string, unknown> = {};
circular.self = circular;

test.each([
  ["an array", [1]],
  ["null", null],
  ["nothing", undefined],
  ["a string", "{}"],
  ["a date", new Date(0)],
  ["a bigint inside", { n: 1n }],
  ["a circle", circular],
])("%s is refused", (_, value) => {
  expect(() => jsonObjectText(value, "order", "input")).toThrow(
    expect.toSatisfy((error) => isContractError(error) && error.contract === "order"),
  );
});
