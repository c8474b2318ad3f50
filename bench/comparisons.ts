import { checkFlow, type Flow, parseFlow, printFlow } from "@fnfkit/sdk/fdl";
import { toMermaid } from "@fnfkit/sdk/graph";
import { parse, stringify } from "yaml";
import { builtFlow, plainFlow } from "./long-flow.ts";
import type { Contender } from "./measure.ts";
import { stateMachine, validateStateMachine } from "./peers/asl.ts";
import {
  drawWorkflow,
  parseWorkflow,
  printWorkflow,
  validateWorkflow,
  workflow,
} from "./peers/serverless-workflow.ts";

/** A flow of `steps` steps. */
export interface Size {
  readonly steps: number;
  readonly flow: Flow;
  readonly text: string;
}

/** Something fnfkit does, and others that do the same work. */
export interface Comparison {
  readonly title: string;
  readonly fnfkit: (size: Size) => unknown;
  readonly peers: (size: Size) => readonly Contender[];
  /** The most fnfkit should cost, as a multiple of what the peer of that name costs. */
  readonly most: { readonly [peer: string]: number };
}

/** What `bench/language.ts` measures. */
export const comparisons: readonly Comparison[] = [
  {
    title: "define, check, print",
    fnfkit: ({ steps }) => {
      const flow = builtFlow(steps);
      return [checkFlow(flow), whole(printFlow(flow))];
    },
    peers: ({ steps }) => [
      { name: "plain data, yaml.stringify", run: () => whole(stringify(plainFlow(steps))) },
      { name: "@serverlessworkflow/sdk, YAML", run: () => whole(printWorkflow(workflow(steps))) },
      {
        name: "asl-validator, JSON",
        run: () => {
          const machine = stateMachine(steps);
          validateStateMachine(machine);
          return whole(JSON.stringify(machine));
        },
      },
    ],
    most: {},
  },
  {
    title: "parse, check",
    fnfkit: ({ text }) => parseAndCheck(text),
    peers: ({ steps, text }) => {
      const workflowText = stringify(workflow(steps));
      return [
        { name: "yaml.parse", run: () => parse(text) },
        { name: "@serverlessworkflow/sdk, parse and validate", run: () => parseWorkflow(workflowText) },
      ];
    },
    most: { "yaml.parse": 1.5 },
  },
  {
    title: "check",
    fnfkit: ({ flow }) => checkFlow(flow),
    peers: ({ steps }) => {
      const definition = workflow(steps);
      const machine = stateMachine(steps);
      return [
        { name: "@serverlessworkflow/sdk, schema only", run: () => validateWorkflow(definition) },
        { name: "asl-validator", run: () => validateStateMachine(machine) },
      ];
    },
    most: { "@serverlessworkflow/sdk, schema only": 1, "asl-validator": 0.1 },
  },
  {
    title: "print",
    fnfkit: ({ flow }) => whole(printFlow(flow)),
    peers: ({ flow }) => [{ name: "yaml.stringify", run: () => whole(stringify(flow)) }],
    most: { "yaml.stringify": 1.3 },
  },
  {
    title: "draw",
    fnfkit: ({ flow }) => whole(toMermaid(flow)),
    peers: ({ steps }) => {
      const definition = workflow(steps);
      return [{ name: "@serverlessworkflow/sdk", run: () => whole(drawWorkflow(definition)) }];
    },
    most: {},
  },
];

/** What is wrong with a definition. */
export function parseAndCheck(text: string) {
  const { flow, diagnostics, source } = parseFlow(text, { maxBytes: Number.MAX_SAFE_INTEGER });
  if (flow === undefined) throw new Error(diagnostics[0]?.message);
  return [...diagnostics, ...checkFlow(flow, { source })];
}

/** V8 puts off joining the parts of a text until somebody reads it: here somebody does. */
function whole(text: string): number {
  return Buffer.byteLength(text);
}
