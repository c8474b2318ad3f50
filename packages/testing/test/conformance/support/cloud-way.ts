import { type Execution, FlowClient, type FlowClientConfig } from "@fnfkit/sdk";
import { runtimeOf } from "@fnfkit/sdk/runtime";
import { createFnfTransport } from "@fnfkit/sdk/transport";
import { type FunctionHandler, setupClouds, type TestClouds } from "../../../src/index.ts";
import type { Answer, ScriptedAction } from "./case-schemas.ts";
import { bodyOf, FunctionTable, labelOf, targetOf } from "./function-table.ts";
import type { ConformanceCase } from "./read-cases.ts";
import { executionName, flowName, type Outcome, theEnd, type Way } from "./way.ts";

const faultOf = { ResourceThrottled: "throttle", InternalServerError: "error500", Unknown: "reset" } as const;

/** Both clouds, reached by the vendor's clients over MSW, without them (`direct`), or by a server's port. */
export function cloudWay(reached: "msw" | "direct" | "server"): Way {
  const clouds = setupClouds({
    wire: reached === "direct" ? "direct" : "msw",
    // Cases call functions that are not there on purpose.
    allow: ["unknownFunction"],
  });
  let config: FlowClientConfig = clouds.config;
  let close = () => Promise.resolve(clouds.close());
  return {
    async open() {
      if (reached !== "server") {
        clouds.listen();
        return;
      }
      const server = await clouds.serve();
      config = { ...clouds.config, endpoint: server.url };
      close = server.close;
    },
    close: () => close(),
    async run(given, look) {
      try {
        return await look(await outcomeOf(clouds, config, given));
      } catch (failure) {
        // What it leaves behind is not what is wrong.
        clouds.allow("runningExecution");
        throw failure;
      } finally {
        clouds.reset();
      }
    },
  };
}

async function outcomeOf(
  clouds: TestClouds,
  config: FlowClientConfig,
  { flow, otherFlows, input, functions, script }: ConformanceCase,
): Promise<Outcome> {
  const flows = new FlowClient(config);
  const table = new FunctionTable(functions);
  const reports: Promise<unknown>[] = [];
  deploy(clouds, table, (token, { succeed, fail }) => {
    const report =
      fail === undefined
        ? flows.report.succeed(token, succeed ?? {})
        : flows.report.fail(token, fail.error, fail.cause);
    reports.push(report);
    return report;
  });
  const transport = createFnfTransport(config);
  // Not by `deploy` of the client: it would not let flows through that fail on purpose.
  for (const [Name, Definition] of Object.entries({ ...otherFlows, [flowName]: flow })) {
    await transport.call("CreateFlow", { Name, Definition, Description: "", Type: "FDL" });
  }
  const execution = await flows.start(flowName, { name: executionName, input });
  // Time must not go on without a report that is under way, however slow the machine is.
  const settle = async () => {
    await clouds.clock.advance(0);
    await Promise.all(reports);
  };
  for (const action of script) {
    await settle();
    await perform(clouds, flows, action);
  }
  await settle();
  await clouds.clock.advance(theEnd);
  if (table.problems.length > 0) throw new Error(table.problems.join("; "));
  return seen(execution, { clouds, flows, table });
}

type Report = (token: string, answer: Answer) => Promise<unknown>;

function deploy(clouds: TestClouds, table: FunctionTable, report: Report): void {
  for (const label of table.labels) {
    const target = targetOf(label);
    clouds.deploy(target, handlerOf(table, label, report), {
      maxAsyncRetryAttempts: 0,
      timeoutSeconds: 86_400,
    });
  }
  for (const [code, fault] of Object.entries(faultOf)) {
    clouds.faults.add({
      action: "InvokeFunction",
      fault,
      when: ({ params: { function: name = "", ...params } }) =>
        table.refuses(labelOf({ ...params, name }), code as keyof typeof faultOf),
    });
  }
}

function handlerOf(table: FunctionTable, label: string, report: Report): FunctionHandler {
  return async (payload, context) => {
    const event = JSON.parse(`${payload}`);
    const answer = table.take(label, event);
    if (answer.afterSeconds !== undefined) await runtimeOf(context).clock?.sleep(answer.afterSeconds * 1_000);
    if (answer.throw !== undefined) throw errorNamed(answer.throw.error, answer.throw.cause);
    if (answer.succeed !== undefined || answer.fail !== undefined) await report(event.taskToken, answer);
    return bodyOf(answer);
  };
}

function errorNamed(name: string, message: string): Error {
  const Named = class extends Error {};
  Object.defineProperty(Named, "name", { value: name });
  return new Named(message);
}

async function perform(clouds: TestClouds, flows: FlowClient, action: ScriptedAction): Promise<void> {
  const tokenOf = (step: string) => {
    const task = clouds.pendingTasks().find((pending) => pending.step === step);
    if (task === undefined) throw new Error(`No task of a step "${step}" is pending.`);
    return task.token;
  };
  if ("advance" in action) await clouds.clock.advance(action.advance);
  else if ("stop" in action) {
    const { flow = flowName, execution = executionName, ...why } = action.stop;
    await flows.execution(flow, execution).stop(why);
  } else if ("succeed" in action) {
    await flows.report.succeed(tokenOf(action.succeed.step), action.succeed.output);
  } else {
    const { step, error, cause } = action.fail;
    await flows.report.fail(tokenOf(step), error, cause);
  }
}

interface Seen {
  readonly clouds: TestClouds;
  readonly flows: FlowClient;
  readonly table: FunctionTable;
}

async function seen(execution: Execution, { clouds, flows, table }: Seen): Promise<Outcome> {
  const { status, output } = await execution.describe();
  const events = [];
  for await (const event of execution.history()) events.push(event);
  const [first, last] = [events[0], events.at(-1)];
  const textOf = (key: string) => last?.detail[key] as string | undefined;
  return {
    status,
    output,
    error: textOf("error"),
    cause: textOf("cause"),
    seconds: (Number(last?.time) - Number(first?.time)) / 1_000,
    events: events.map(({ type, step = "" }) => ({ type, step })),
    calls: table.calls,
    messages: (name) => clouds.messages(name).map(({ body }) => body),
    execution: async (path) => {
      const [flow = "", name = ""] = path.split("/");
      const described = await flows.execution(flow, name).describe();
      return {
        status: described.status,
        ...(described.output !== undefined && { output: described.output }),
      };
    },
  };
}
