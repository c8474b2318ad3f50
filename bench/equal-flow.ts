import { type Flow, parseFlow } from "@fnfkit/sdk/fdl";

/** What the functions of the flow answer, by their names. */
export const functions: { [name: string]: (input: unknown) => Promise<{ [key: string]: string | boolean }> } =
  {
    reserve: async () => ({ approved: true, receipt: "r-1" }),
    pick: async () => ({ from: "shelf 4" }),
    label: async () => ({ number: "l-1" }),
    notify: async () => ({ sent: true }),
  };

/** What every execution is given. */
export const order = { id: "order-1", total: 42 };

/** A task, a choice, three branches of one task each, a wait of an hour, and the end. */
export const equalFlow: Flow = flowOf(`
version: v1
type: flow
steps:
  - type: task
    name: reserve
    resourceArn: acs:fc:::services/shop/functions/reserve
    outputMappings:
      - target: reserved
        source: $local
  - type: choice
    name: decide
    inputMappings:
      - target: approved
        source: $local.reserved.approved
    choices:
      - condition: $.approved == true
        goto: prepare
    default:
      goto: refused
  - type: parallel
    name: prepare
    branches:
      - steps:
          - type: task
            name: pick
            resourceArn: acs:fc:::services/shop/functions/pick
      - steps:
          - type: task
            name: label
            resourceArn: acs:fc:::services/shop/functions/label
      - steps:
          - type: task
            name: notify
            resourceArn: acs:fc:::services/shop/functions/notify
    outputMappings:
      - target: prepared
        source: $local
  - type: wait
    name: cool off
    duration: 3600
  - type: succeed
    name: done
  - type: fail
    name: refused
    error: Refused
outputMappings:
  - target: id
    source: $input.id
  - target: total
    source: $input.total
  - target: reserved
    source: $local.reserved
  - target: prepared
    source: $local.prepared
`);

/** Calls a function for each item of a list. */
export const foreachFlow: Flow = flowOf(`
version: v1
type: flow
steps:
  - type: foreach
    name: lines
    iterationMapping:
      collection: $.items
      item: item
    steps:
      - type: task
        name: pick
        resourceArn: acs:fc:::services/shop/functions/pick
        inputMappings:
          - target: item
            source: $input.item
`);

/** Waits for a report that does not come, until the year is over that an execution may take. */
export const yearFlow: Flow = flowOf(`
version: v1
type: flow
steps:
  - type: task
    name: approve
    resourceArn: acs:fc:::services/shop/functions/notify
    pattern: waitForCallback
`);

function flowOf(text: string): Flow {
  const { flow, diagnostics } = parseFlow(text);
  if (flow === undefined) throw new Error(diagnostics[0]?.message);
  return flow;
}
