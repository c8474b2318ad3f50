import { expectTypeOf, test } from "vitest";
import type { ExecutionEvent, FlowOrDefinition } from "../../src/graph/index.ts";
import type { Execution, FlowDefinition, HistoryEvent } from "../../src/index.ts";

test("what an execution's history gives can be drawn", () => {
  expectTypeOf<HistoryEvent>().toExtend<ExecutionEvent>();
  expectTypeOf<Execution<unknown>["history"]>().returns.toExtend<AsyncIterable<ExecutionEvent>>();
});

test("a definition can be drawn", () => {
  expectTypeOf<FlowDefinition>().toExtend<FlowOrDefinition>();
});
