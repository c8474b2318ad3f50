import { describe, expect, it } from "vitest";
import { parseFlow } from "../parse/parse-flow.ts";
import { checkFlow } from "./check-flow.ts";
import { rules } from "./rules/index.ts";

/** A flow of these steps, each one line of YAML. The first stands on line 4. */
function flowOf(...steps: readonly string[]): string {
  return ["version: v1", "type: flow", "steps:", ...steps.map((step) => `  - ${step}`)].join("\n");
}

function task(attributes: string, name = "call"): string {
  return `{ type: task, name: ${name}, resourceArn: "acs:fc:::services/shop/functions/call", ${attributes} }`;
}

function check(text: string): readonly string[] {
  const { flow, diagnostics, source } = parseFlow(text);
  if (flow === undefined) throw new Error(JSON.stringify(diagnostics));
  return checkFlow(flow, { source }).map(({ code, line }) => `${code} ${line}`);
}

/** For each rule: what it finds, and where. */
const bad: { readonly [code: string]: readonly (readonly [text: string, ...lines: readonly number[]])[] } = {
  "callback-timeout-missing": [
    [
      flowOf(
        task("pattern: waitForCallback, inputMappings: [{ target: taskToken, source: $context.task.token }]"),
      ),
      4,
    ],
  ],
  "callback-token-missing": [
    [flowOf(task("pattern: waitForCallback, timeoutSeconds: 60")), 4],
    [
      flowOf(
        task(
          "pattern: waitForCallback, timeoutSeconds: 60, inputMappings: [{ target: a, source: $input.token }]",
        ),
      ),
      4,
    ],
  ],
  "error-name-unknown": [
    [flowOf(task("retry: [{ errors: [FnF.TaskTimedOut] }]")), 4],
    [flowOf(task("catch: [{ errors: [fnf.all], goto: last }]"), "{ type: succeed, name: last }"), 4],
  ],
  "goto-target": [
    [flowOf("{ type: pass, name: first }", task("catch: [{ errors: [FnF.ALL], goto: frist }]")), 5],
  ],
  "invocation-not-function": [
    [
      flowOf(
        '{ type: task, name: call, resourceArn: "acs:fnf:::flow/other", serviceParams: { InvocationType: Async } }',
      ),
      4,
    ],
  ],
  "job-id-constant": [
    [
      flowOf(
        task("pattern: sync, serviceParams: { InvocationType: Async, StatefulAsyncInvocationID: job-1 }"),
      ),
      4,
    ],
  ],
  "job-id-needs-async": [
    [flowOf(task("serviceParams: { StatefulAsyncInvocationID: $.id }")), 4],
    [flowOf(task("serviceParams: { InvocationType: Sync, StatefulAsyncInvocationID: $.id }")), 4],
  ],
  "pattern-not-offered": [
    [
      flowOf('{ type: task, name: call, resourceArn: "acs:mns:::/topics/orders/messages", pattern: sync }'),
      4,
    ],
  ],
  "reference-malformed": [
    [flowOf("{ type: pass, name: a, outputMappings: [{ target: a, source: $input. }] }"), 4],
    [flowOf("{ type: pass, name: a, outputMappings: [{ target: a, source: $inputs }] }"), 4],
    [flowOf(task("serviceParams: { Price: $5 }")), 4],
    [flowOf("{ type: wait, name: a, duration: $. }"), 4],
  ],
  "reference-root": [
    [flowOf("{ type: pass, name: a, outputMappings: [{ target: a, source: $.a }] }"), 4],
    [flowOf(task("serviceParams: { Input: $input.a }")), 4],
    [flowOf("{ type: wait, name: a, duration: $input.seconds }"), 4],
    [`${flowOf("{ type: pass, name: a }")}\ninputMappings: [{ target: a, source: $local.a }]`, 5],
  ],
  "resource-arn": [[flowOf('{ type: task, name: call, resourceArn: "acs:fc:::function/call" }'), 4]],
  "resource-arn-malformed": [[flowOf("{ type: task, name: call, resourceArn: shop/call }"), 4]],
  "retry-range": [
    [flowOf(task("retry: [{ errors: [FnF.ALL], intervalSeconds: 86401 }]")), 4],
    [
      flowOf(task("retry: [{ errors: [FnF.ALL], maxIntervalSeconds: -1, maxAttempts: 1.5, multiplier: 0 }]")),
      4,
      4,
      4,
    ],
  ],
  "step-name": [
    [flowOf('{ type: pass, name: "" }'), 4],
    [flowOf("{ type: pass, name: 1st }"), 4],
    [flowOf(`{ type: pass, name: ${"a".repeat(129)} }`), 4],
  ],
  "step-name-duplicate": [
    [flowOf("{ type: pass, name: a }", "{ type: pass, name: b }", "{ type: pass, name: a }"), 6],
  ],
  "step-unreachable": [
    [flowOf("{ type: succeed, name: a }", "{ type: pass, name: b }", "{ type: pass, name: c }"), 5, 6],
    [flowOf("{ type: fail, name: a }", "{ type: pass, name: b }"), 5],
    [flowOf("{ type: pass, name: a, end: true }", "{ type: pass, name: b }"), 5],
    [
      flowOf(
        "{ type: succeed, name: a }",
        task("catch: [{ errors: [FnF.ALL], goto: b }]"),
        "{ type: pass, name: b }",
      ),
      5,
      6,
    ],
  ],
  "sync-needs-async": [
    [flowOf(task("pattern: sync")), 4],
    [flowOf(task("pattern: sync, serviceParams: { InvocationType: Sync }")), 4],
  ],
  "timeout-range": [
    [flowOf(task("timeoutSeconds: 0")), 4],
    [`timeoutSeconds: 1.5\n${flowOf("{ type: pass, name: a }")}`, 1],
  ],
  "wait-attributes": [
    [flowOf("{ type: wait, name: a }"), 4],
    [flowOf('{ type: wait, name: a, duration: 1, timestamp: "2030-01-31T12:00:00Z" }'), 4],
  ],
  "wait-too-long": [[flowOf("{ type: wait, name: a, duration: 172801 }"), 4]],
  "wait-value": [
    [flowOf('{ type: wait, name: a, duration: "60" }'), 4],
    [flowOf("{ type: wait, name: a, timestamp: tomorrow }"), 4],
    [flowOf("{ type: wait, name: a, timestamp: 2030-02-31T99:00:00Z }"), 4],
  ],
};

describe("a flow the service runs", () => {
  it.each<[string, string]>([
    [
      "a job named by the execution",
      flowOf(
        task(
          "pattern: sync, inputMappings: [{ target: id, source: $context.execution.name }], serviceParams: { InvocationType: Async, StatefulAsyncInvocationID: $.id }",
        ),
      ),
    ],
    [
      "a callback with a token and a time-out",
      flowOf(
        task(
          "pattern: waitForCallback, timeoutSeconds: 60, inputMappings: [{ target: taskToken, source: $context.task.token }], serviceParams: { InvocationType: Async }",
        ),
      ),
    ],
    [
      "a callback limited by its flow",
      `timeoutSeconds: 60\n${flowOf(task("pattern: waitForCallback, inputMappings: [{ target: task, source: $context.task }]"))}`,
    ],
    [
      "a step reached only by a jump",
      flowOf(
        task("catch: [{ errors: [FnF.ALL, AnyClass], goto: undo }]"),
        "{ type: succeed, name: done }",
        "{ type: fail, name: undo, error: Refused }",
      ),
    ],
    [
      "other resources",
      flowOf(
        '{ type: task, name: a, resourceArn: "acs:fnf:::flow/other", pattern: sync }',
        '{ type: task, name: b, resourceArn: "acs:mns:::/queues/q/messages" }',
        '{ type: task, name: c, resourceArn: "acs:fc:cn-hangzhou:1:functions/f/prod" }',
      ),
    ],
    [
      "waits",
      flowOf(
        "{ type: wait, name: a, duration: 172800 }",
        "{ type: wait, name: b, duration: $.seconds }",
        '{ type: wait, name: c, timestamp: "2030-01-31T12:00:00.5+08:00" }',
      ),
    ],
    [
      "references and constants",
      flowOf(
        '{ type: pass, name: a, outputMappings: [{ target: a, source: "$local[*].b" }, { target: b, source: "US$" }, { target: c, source: { d: 1 } }] }',
      ),
    ],
    ["an empty series", "version: v1\ntype: flow\nsteps: []"],
  ])("is left alone: %s", (_, text) => {
    expect(check(text)).toEqual([]);
  });
});

describe("a mistake in a flow", () => {
  it.each(rules.map(({ code }) => code))("is found by its own rule, at its line: %s", (code) => {
    for (const [text, ...lines] of bad[code] ?? []) {
      expect(check(text)).toEqual(lines.map((line) => `${code} ${line}`));
    }
  });

  it("has an example for every rule", () => {
    expect(Object.keys(bad)).toEqual(rules.map(({ code }) => code));
  });

  it("has a path but no line without the text", () => {
    const [diagnostic] = checkFlow({ version: "v1", type: "flow", steps: [{ type: "wait", name: "a" }] });

    expect(diagnostic).toMatchObject({ code: "wait-attributes", severity: "error", path: ["steps", 0] });
    expect(diagnostic).not.toHaveProperty("line");
  });

  it("says what was probably meant", () => {
    const { flow } = parseFlow(flowOf(task("catch: [{ errors: [FnF.All], goto: calll }]")));

    const messages = checkFlow(flow as NonNullable<typeof flow>).map(({ message }) => message);
    expect(messages[0]).toContain("FnF.ALL");
    expect(messages[1]).toContain('"call"');
  });
});
