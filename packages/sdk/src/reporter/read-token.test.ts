import { expect, test } from "vitest";
import { readToken } from "./read-token.ts";

const tokenOf = (text: string) => Buffer.from(text).toString("base64");

test("a token says which task of which execution it settles", () => {
  expect(readToken(tokenOf("v1#order#order-42#2#S1dx+/I0="))).toEqual({
    ...{ flow: "order", execution: "order-42", eventId: 2 },
  });
  expect(readToken(tokenOf("v1#a#de7dafc2-30de-4e03-9068-2131bc94bee2#5#/WVG="))).toEqual({
    ...{ flow: "a", execution: "de7dafc2-30de-4e03-9068-2131bc94bee2", eventId: 5 },
  });
});

test.each(["", "token", tokenOf("v2#order#42#2#x"), tokenOf("v1#order#42#2"), tokenOf("v1#o r#42#2#x")])(
  "a token of another form says nothing: %j",
  (token) => {
    expect(readToken(token)).toBeUndefined();
  },
);
