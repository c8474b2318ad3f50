import { format, inspect } from "node:util";
import { afterEach, describe, expect, test } from "vitest";
import { FlowClient } from "../src/client/index.ts";
import { createReporter } from "../src/reporter/index.ts";
import { jumpingClock } from "./support/jumping-clock.ts";
import {
  json,
  type MisbehavingServer,
  type Misbehaviour,
  misbehavingServer,
} from "./support/misbehaving-server.ts";

const planted = {
  accessKeyId: "LTAI5tPlantedKeyId",
  accessKeySecret: "PlantedKeySecret+/==",
  securityToken: "CAISPlanted/Security+Token==",
};
const taskToken = "djEjb3JkZXIjb3JkZXItNDIjMiMvV1Bs+w==";

/** How a server can fail, quoting what it was sent wherever it can. */
const misbehaviours: Record<string, Misbehaviour> = {
  "an error that quotes the request": (response, { params }) =>
    json(response, { Code: "InvalidArgument", Message: `Not valid: ${params}`, RequestId: "r-1" }, 400),
  "a signature that does not match": (response, { method, params }) =>
    json(
      response,
      {
        Code: "SignatureDoesNotMatch",
        Message: `Specified signature is not matched. server string to sign is:${method}&%2F&${encodeURIComponent(`${params}`)}`,
      },
      403,
    ),
  "words that quote the values": (response, { params }) =>
    json(response, { Code: "AccessDenied", Message: [...params.values()].join(" ") }, 403),
  throttling: (response) => json(response, { Code: "Throttling.User", Message: "slow down" }, 400),
  "a failure inside": (response, { params }) => json(response, { Message: `${params}` }, 500),
  "a proxy's page": (response, { params }) => response.writeHead(502).end(`<html>${params}</html>`),
  garbage: (response, { params }) => response.end(`{"${params}`),
  "an empty body": (response) => response.end(),
  "a reset": (response) => response.destroy(),
  "a reset within the answer": (response) => {
    response.writeHead(200, { "content-length": 1000 });
    response.write("{", () => response.destroy());
  },
  silence: () => {},
};

let server: MisbehavingServer | undefined;
afterEach(() => server?.close());

describe.each(Object.entries(misbehaviours))("after %s", (_, behave) => {
  test("nothing that is thrown, or that a client is, shows a secret", async () => {
    server = await misbehavingServer(behave);
    // Whatever is not answered is given up soon, in real time: the server keeps its silence for ever.
    const limits = { signal: AbortSignal.timeout(80) };
    const config = {
      region: "cn-hangzhou",
      endpoint: server.endpoint,
      credentials: planted,
      clock: jumpingClock(),
    };
    const flows = new FlowClient(config);
    const reporter = createReporter(config);
    const execution = flows.execution("order", "order-42");

    const outcomes = await Promise.allSettled([
      flows.deploy(
        { name: "order", definition: "{ version: v1, type: flow, steps: [{ type: pass, name: a }] }" },
        { roleArn: "acs:ram::1:role/flows", ...limits },
      ),
      flows.start("order", limits),
      execution.describe(limits),
      execution.result(limits),
      execution.stop(limits),
      execution.history(limits)[Symbol.asyncIterator]().next(),
      reporter.succeed(taskToken, { approved: true }, limits),
      flows.report.fail(taskToken, "Refused", "because", limits),
    ]);

    expect(outcomes.map(({ status }) => status)).toEqual(Array(outcomes.length).fill("rejected"));
    expectNoSecretIn(outcomes, flows, reporter, execution);
  });
});

function expectNoSecretIn(...values: readonly unknown[]) {
  const seen = [
    inspect(values, { depth: Number.POSITIVE_INFINITY, showHidden: true, getters: true }),
    format("%s %o %j", ...values),
    ...chain(values),
  ].join("\n");
  for (const secret of [...Object.values(planted), taskToken]) {
    const encoded = encodeURIComponent(secret);
    for (const spelling of [secret, encoded, encodeURIComponent(encoded)])
      expect(seen).not.toContain(spelling);
  }
  expect(seen).not.toMatch(/Signature(=|%3D|%253D)(?!\*)/);
}

/** Messages, stacks and all the rest, down to the last cause. */
function chain(value: unknown): readonly string[] {
  if (typeof value !== "object" || value === null) return [String(value)];
  const own = Object.getOwnPropertyNames(value).map((name) => (value as Record<string, unknown>)[name]);
  return own.flatMap(chain);
}
