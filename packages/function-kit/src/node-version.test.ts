import { isConfigurationError } from "@fnfkit/sdk/errors";
import { expect, test } from "vitest";
import { checkNode } from "./node-version.ts";

test.each(["16.0.0", "20.19.0", "100.1.0"])("Node %s will do", (version) => {
  expect(() => checkNode(version)).not.toThrow();
});

test.each(["14.21.3", "8.17.0"])("Node %s is refused, and what to do is said", (version) => {
  const refuse = () => checkNode(version);

  expect(refuse).toThrow(version);
  expect(refuse).toThrow("nodejs20");
  expect(refuse).toThrow(expect.toSatisfy(isConfigurationError));
});
