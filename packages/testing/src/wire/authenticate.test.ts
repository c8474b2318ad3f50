import { expect, test } from "vitest";
import { authenticate } from "./authenticate.ts";
import type { WireRequest } from "./wire-request.ts";

function requestOf(accessKeyId: string, securityToken?: string): WireRequest {
  const authentication = {
    accessKeyId,
    ...(securityToken !== undefined && { securityToken }),
    signedWith: (secret: string) => secret === "right",
  };
  return { service: "fnf", action: "ListFlows", params: {}, authentication };
}

test("the holder of a key is let in, and the key is looked up with its token", () => {
  const secretOf = (id: string, token?: string) => (id === "id" && token === "token" ? "right" : undefined);

  expect(() => authenticate(requestOf("id", "token"), secretOf)).not.toThrow();
  expect(() => authenticate(requestOf("id"), secretOf)).toThrow(
    expect.objectContaining({ status: 403, code: "InvalidAccessKeyID" }),
  );
});

test("another secret makes another signature", () => {
  expect(() => authenticate(requestOf("id"), () => "wrong")).toThrow(
    expect.objectContaining({ status: 403, code: "SignatureNotMatch" }),
  );
});

test("an unsigned request is refused before any key is looked up", () => {
  expect(() => authenticate(requestOf(""), () => "right")).toThrow(
    expect.objectContaining({ status: 403, code: "InvalidAccessKeyID" }),
  );
});

test("a refusal repeats neither the key nor the token", () => {
  const refused = () => authenticate(requestOf("LTAI-planted", "token-planted"), () => undefined);

  expect(refused).toThrow(expect.objectContaining({ message: expect.not.stringContaining("planted") }));
});
