import { context, trace } from "@opentelemetry/api";
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  SimpleSpanProcessor,
} from "@opentelemetry/sdk-trace-base";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { jumpingClock } from "../../test/support/jumping-clock.ts";
import { ok, refusal, type Script, scriptedSend } from "../../test/support/scripted-send.ts";
import { createFnfTransport, type FnfTransportConfig } from "../transport/transport.ts";
import { observed } from "./observed.ts";

const planted = "PlantedKeySecret+/==";
const token = "djEjb3JkZXIjb3JkZXItNDIjMiMvV1Bs+w==";

function transportOver(script: Script) {
  const config: FnfTransportConfig = {
    region: "cn-hangzhou",
    credentials: { accessKeyId: "LTAI5tPlanted", accessKeySecret: planted },
    clock: jumpingClock(),
    send: scriptedSend(script),
  };
  return createFnfTransport(config, observed(config));
}

const throttledThenOk = { ListFlows: [refusal(429, "ResourceThrottled"), ok()] };

describe("OpenTelemetry", () => {
  const exporter = new InMemorySpanExporter();
  beforeEach(() => {
    trace.setGlobalTracerProvider(
      new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }),
    );
  });
  afterEach(() => {
    trace.disable();
    context.disable();
    exporter.reset();
  });

  test("gets a span for a call, with its attempts as events", async () => {
    await transportOver(throttledThenOk).call("ListFlows");

    const [span, ...others] = exporter.getFinishedSpans();
    expect(others).toEqual([]);
    expect(span).toMatchObject({
      name: "fnf/ListFlows",
      kind: 2,
      status: { code: 0 },
      attributes: {
        "rpc.system": "alibabacloud-api",
        "rpc.service": "fnf",
        "rpc.method": "ListFlows",
        "alibabacloud.request_id": "request-1",
        "http.response.status_code": 200,
        "fnfkit.attempts": 2,
      },
    });
    expect(span?.events.map(({ name, attributes }) => [name, attributes?.["error.type"]])).toEqual([
      ["attempt", "ResourceThrottled"],
      ["retry", undefined],
      ["attempt", undefined],
    ]);
  });

  test("is told how a call failed, without a secret", async () => {
    const { call } = transportOver({
      ReportTaskSucceeded: refusal(400, "InvalidArgument", `${token} and ${planted}`),
    });

    await call("ReportTaskSucceeded", { TaskToken: token, Output: "{}" }).catch(() => {});

    const [span] = exporter.getFinishedSpans();
    expect(span).toMatchObject({ status: { code: 2 }, attributes: { "error.type": "InvalidArgument" } });
    expect(span?.events.map(({ name }) => name)).toEqual(["attempt", "exception"]);
    const seen = JSON.stringify([span?.attributes, span?.events, span?.status]);
    expect(seen).not.toContain(planted);
    expect(seen).not.toContain(token);
  });

  test("gets nothing, and the call goes on, where its package is not to be found", async () => {
    vi.resetModules();
    vi.doMock("@opentelemetry/api", () => {
      throw new Error("Cannot find package '@opentelemetry/api'");
    });
    const { observed } = await import("./observed.ts");
    const config = { region: "cn-hangzhou", credentials: { accessKeyId: "id", accessKeySecret: "secret" } };
    const send = scriptedSend({ ListFlows: ok() });

    const call = createFnfTransport({ ...config, send }, observed({})).call("ListFlows");

    await expect(call).resolves.toMatchObject({ RequestId: "request-1" });
    vi.doUnmock("@opentelemetry/api");
  });

  test("gets nothing from a process that traces nothing", async () => {
    trace.disable();

    await transportOver(throttledThenOk).call("ListFlows");

    expect(exporter.getFinishedSpans()).toEqual([]);
  });
});

describe("DEBUG=fnfkit:*", () => {
  const lines: string[] = [];
  beforeEach(async () => {
    vi.stubEnv("DEBUG", "fnfkit:*");
    const { default: createDebug } = await import("debug");
    createDebug.enable("fnfkit:*");
    vi.spyOn(createDebug, "log").mockImplementation((...args) => lines.push(args.join(" ")));
  });
  afterEach(async () => {
    vi.unstubAllEnvs();
    vi.restoreAllMocks();
    (await import("debug")).default.disable();
    lines.length = 0;
  });

  test("writes a line when an attempt begins, when it ends and when another is waited for", async () => {
    await transportOver(throttledThenOk).call("ListFlows");

    expect(lines).toHaveLength(5);
    expect(lines[1]).toContain("ResourceThrottled");
    expect(lines[2]).toContain("again in");
  });

  test("shows no secret", async () => {
    const { call } = transportOver({
      ReportTaskSucceeded: refusal(400, "InvalidArgument", `${token} and ${planted}`),
    });

    await call("ReportTaskSucceeded", { TaskToken: token, Output: "{}" }).catch(() => {});

    expect(lines.join("\n")).toContain("InvalidArgument");
    expect(lines.join("\n")).not.toContain(planted);
    expect(lines.join("\n")).not.toContain(token);
  });

  test("is nothing to those who ask for other lines", async () => {
    vi.stubEnv("DEBUG", "express:*");

    await transportOver(throttledThenOk).call("ListFlows");

    expect(lines).toEqual([]);
  });
});

test("what a provider of credentials throws is not repeated, for nobody knows what it quotes", async () => {
  const exporter = new InMemorySpanExporter();
  trace.setGlobalTracerProvider(
    new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }),
  );
  const config: FnfTransportConfig = {
    region: "cn-hangzhou",
    credentials: () => {
      throw new Error(`vault says ${planted}`);
    },
  };

  await createFnfTransport(config, observed(config))
    .call("ListFlows")
    .catch(() => {});
  trace.disable();

  const [span] = exporter.getFinishedSpans();
  expect(span?.attributes["error.type"]).toBe("CONFIGURATION");
  expect(JSON.stringify([span?.status, span?.events])).not.toContain(planted);
});
