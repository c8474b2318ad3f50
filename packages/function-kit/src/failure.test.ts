import { runInNewContext } from "node:vm";
import { ContractError } from "@fnfkit/sdk/errors";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { failureOf, named } from "./failure.ts";
import { kitError, misfitAs } from "./kit-error.ts";

class OutOfStock extends Error {}
class OutOfTea extends OutOfStock {}
class Named extends Error {
  override readonly name = "NamedByItself";
}

const renamed = (error: Error, name: unknown) => Object.assign(error, { name });

describe("the name of what was thrown", () => {
  test.each<[string, unknown, string]>([
    ["its class's", new OutOfStock(), "OutOfStock"],
    ["its class's rather than that of a class above", new OutOfTea(), "OutOfTea"],
    ["its own", renamed(new OutOfTea(), "OnFire"), "OnFire"],
    ["what its class names it", new Named(), "NamedByItself"],
    ["what its class names it by its state", new DOMException("", "AbortError"), "AbortError"],
    ["one of the language's", new TypeError(), "TypeError"],
    ["Error when its class has none", new (class extends Error {})(), "Error"],
    ["its class's when its own is empty", renamed(new OutOfStock(), ""), "OutOfStock"],
    ["its own even if it is no text", renamed(new OutOfStock(), 42), "42"],
    ["its own in another realm", runInNewContext("new RangeError('far')"), "RangeError"],
    ["Error when it is none", { name: "OutOfStock" }, "Error"],
    ["Error when it cannot be read", Object.setPrototypeOf(new Error(), null), "Error"],
  ])("is %s", (_, thrown, error) => {
    expect(failureOf(thrown, []).error).toBe(error);
  });
});

describe("the cause", () => {
  test.each<[string, unknown, string]>([
    ["an error's message", new OutOfStock("no tea"), "no tea"],
    ["an error of another realm", runInNewContext("new RangeError('far')"), "far"],
    ["text", "no tea", "no tea"],
    ["an object", { tea: 0 }, '{"tea":0}'],
    ["nothing", undefined, "undefined"],
    ["what JSON cannot carry", 1n, "[object BigInt]"],
    [
      "a chain",
      new Error("a", { cause: new OutOfTea("b", { cause: "c" }) }),
      "a; caused by OutOfTea: b; caused by Error: c",
    ],
    ["a kit error, once", kitError("InvalidInput", new TypeError("no text")), "no text"],
  ])("is told of %s", (_, thrown, cause) => {
    expect(failureOf(thrown, []).cause).toBe(cause);
  });

  test("ends where a chain comes back to itself", () => {
    const error = new Error("a");
    error.cause = error;

    expect(failureOf(error, []).cause).toBe("a");
  });
});

/** What can be thrown, sane and not, with secrets wherever they fit. */
function thrownWith(secrets: readonly string[]) {
  const text = fc
    .array(fc.oneof(fc.constantFrom(...secrets), fc.string({ unit: "binary", maxLength: 200 })))
    .map((parts) => parts.join(" "));
  const bomb = () => {
    throw new Error("bomb");
  };
  const hostile = fc.constantFrom<() => unknown>(
    () => Object.defineProperty(new Error(), "message", { get: bomb }),
    () => Object.defineProperty(new Error(), "name", { get: bomb }),
    () => Object.defineProperty(new Error(), "cause", { get: bomb }),
    () => Object.defineProperty(new Error(), "constructor", { get: bomb }),
    () => Object.assign(new Error(), { message: Symbol("message"), name: Symbol("name") }),
    () => ({ toJSON: bomb, [Symbol.toPrimitive]: bomb }),
    () => Object.defineProperty({ big: 1n }, Symbol.toStringTag, { get: bomb }),
    () => new Proxy(new Error(), { getPrototypeOf: bomb, get: bomb }),
    () => Object.freeze(new OutOfStock()),
    () => Object.create(null),
    () => () => {},
  );
  const { thrown } = fc.letrec((tie) => ({
    thrown: fc.oneof(
      { depthSize: "small" },
      text,
      fc.anything({ withBigInt: true, withDate: true, withNullPrototype: true, withSparseArray: true }),
      hostile.map((make) => make()),
      fc
        .record({ message: text, name: fc.option(text), cause: tie("thrown") })
        .map(({ message, name, cause }) => {
          const error = new OutOfStock(message, { cause });
          return name === null ? error : renamed(error, name);
        }),
    ),
  }));
  return thrown;
}

const secrets = ["djEjb3JkZXIjNDIjMiM+/=", "PlantedKeySecret+/==", "CAISPlanted/Security+Token=="];

test("whatever was thrown can be told, in short and without secrets", () => {
  fc.assert(
    fc.property(thrownWith(secrets), (thrown) => {
      const { error, cause } = failureOf(thrown, [...secrets, undefined]);

      expect(error.length).toBeGreaterThan(0);
      expect(error.length).toBeLessThanOrEqual(128);
      for (const secret of secrets) expect(error + cause).not.toContain(secret);
    }),
  );
});

test("whatever was thrown can be thrown as an error whose class and name are what would be reported", () => {
  fc.assert(
    fc.property(thrownWith(secrets), (thrown) => {
      const { error } = failureOf(thrown, []);

      const toThrow = named(thrown);

      expect(toThrow.constructor.name).toBe(error);
      if (!Object.isFrozen(toThrow)) expect(toThrow.name).toBe(error);
    }),
  );
});

test("what has its name already is thrown as it is; what has not keeps its words, stack and self", () => {
  const outOfStock = new OutOfStock("no tea");
  const onFire = renamed(new Error("on fire"), "OnFire");

  expect(named(outOfStock)).toBe(outOfStock);
  expect(named(onFire)).toMatchObject({ message: "on fire", stack: onFire.stack, cause: onFire });
});

test("only what does not fit a contract becomes an error of the kit's", () => {
  const misfit = new ContractError("audit", "input", [{ path: ["orderId"], message: "is missing" }]);
  const other = new TypeError();

  expect(misfitAs("InvalidInput", misfit)).toMatchObject({ name: "InvalidInput", cause: misfit });
  expect(misfitAs("InvalidInput", other)).toBe(other);
});
