import { expect, test } from "vitest";
import { serveClouds } from "../server/serve-clouds.ts";
import { mswIntercept } from "./msw-intercept.ts";

test("while it listens, requests to the clouds are led to them and others pass", async () => {
  const elsewhere = await serveClouds(async () => new Response("elsewhere"));
  const interception = mswIntercept(async () => new Response("clouds"));

  interception.listen();
  const ours = await fetch("https://cn-hangzhou.fnf.aliyuncs.com/?Action=ListFlows");
  const theirs = await fetch(elsewhere.url);
  interception.close();
  await elsewhere.close();

  expect(await ours.text()).toBe("clouds");
  expect(await theirs.text()).toBe("elsewhere");
});

test("clouds that throw answer with an error that says nothing of what they held", async () => {
  const interception = mswIntercept(async () => {
    throw new TypeError("planted secret");
  });

  interception.listen();
  const response = await fetch("https://fcv3.cn-hangzhou.aliyuncs.com/2023-03-30/functions");
  interception.close();

  expect(response.status).toBe(500);
  expect(await response.text()).not.toContain("planted");
});

test("of two that listen the later one answers, and its end is not the other's", async () => {
  const first = mswIntercept(async () => new Response("first"));
  const second = mswIntercept(async () => new Response("second"));
  const answer = async () => (await fetch("https://cn-hangzhou.fnf.aliyuncs.com/")).text();

  first.listen();
  second.listen();
  const whileBoth = await answer();
  second.close();
  second.close();
  const whileOne = await answer();
  first.close();

  expect([whileBoth, whileOne]).toEqual(["second", "first"]);
});
