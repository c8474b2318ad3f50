import { describe, expect, it } from "vitest";
import { checkFlow, parseFlow } from "../../src/fdl/index.ts";

/** What is found in a text, without what is only worth knowing. */
function found(text: string): readonly string[] {
  const { flow, diagnostics, source } = parseFlow(text, { templateTags: "keep" });
  const all = flow === undefined ? diagnostics : [...diagnostics, ...checkFlow(flow, { source })];
  return all
    .filter(({ severity }) => severity !== "info")
    .map(({ code, severity, line, column }) => `${severity} ${code} ${line}:${column}`);
}

function flowOf(steps: string): string {
  return `version: v1\ntype: flow\nsteps:\n${steps}`;
}

type Shape = readonly [name: string, text: string];

/** Shapes that a page of the service's documents describes; the page is named first. */
const documented: readonly Shape[] = [
  [
    "flow definition language: everything a flow can have",
    `
version: v1
type: flow
timeoutSeconds: 3600
inputMappings:
  - target: order
    source: $input.body.order
  - target: currency
    source: CNY
steps:
  - type: pass
    name: prepare
    outputMappings:
      - target: total
        source: $input.order.total
  - type: pass
    name: round
    outputMappings:
      - target: rounded
        source: $local
outputMappings:
  - target: total
    source: $local.total
  - target: currency
    source: $input.currency
`,
  ],
  [
    "flow definition language: the smallest flow",
    "version: v1\ntype: flow\nsteps:\n  - type: pass\n    name: only\n",
  ],
  [
    "task steps: a function with everything a task can have",
    flowOf(`
  - type: task
    name: charge
    resourceArn: acs:fc:cn-hangzhou:123456789:services/shop.prod/functions/charge
    pattern: requestResponse
    timeoutSeconds: 60
    inputMappings:
      - target: amount
        source: $input.total
      - target: currency
        source: CNY
    outputMappings:
      - target: transaction
        source: $local.id
      - target: amount
        source: $input.amount
    errorMappings:
      - target: reason
        source: $local.error
      - target: details
        source: $local.cause
    retry:
      - errors:
          - FC.ResourceExhausted
          - FC.ResourceThrottled
        intervalSeconds: 3
        maxIntervalSeconds: 30
        maxAttempts: 5
        multiplier: 1.5
      - errors:
          - FC.InternalServerError
    catch:
      - errors:
          - CardRefused
        goto: refuse
      - errors:
          - FnF.ALL
        goto: refund
  - type: succeed
    name: charged
  - type: pass
    name: refund
    outputMappings:
      - target: refunded
        source: $input.reason
    end: true
  - type: fail
    name: refuse
    error: Refused
    cause: the card was refused
`),
  ],
  [
    "task steps: a function of the flow's own region and account, without a qualifier",
    flowOf(`
  - type: task
    name: charge
    resourceArn: acs:fc:::services/shop/functions/charge
`),
  ],
  [
    "task steps: a callback of a function",
    flowOf(`
  - type: task
    name: audit
    resourceArn: acs:fc:::services/shop/functions/audit
    pattern: waitForCallback
    timeoutSeconds: 86400
    inputMappings:
      - target: taskToken
        source: $context.task.token
      - target: order
        source: $input.order
    outputMappings:
      - target: approved
        source: $local.approved
`),
  ],
  [
    "asynchronous function invocation: each pattern",
    flowOf(`
  - type: task
    name: accepted
    resourceArn: acs:fc:::services/shop/functions/pack
    serviceParams:
      InvocationType: Async
  - type: task
    name: ended
    resourceArn: acs:fc:::services/shop/functions/pack
    pattern: sync
    serviceParams:
      InvocationType: Async
  - type: task
    name: reported
    resourceArn: acs:fc:::services/shop/functions/pack
    pattern: waitForCallback
    timeoutSeconds: 600
    inputMappings:
      - target: taskToken
        source: $context.task.token
    serviceParams:
      InvocationType: Async
`),
  ],
  [
    "asynchronous function invocation: a stateful one, named by the execution",
    flowOf(`
  - type: task
    name: pack
    resourceArn: acs:fc:::services/shop/functions/pack
    pattern: sync
    inputMappings:
      - target: jobId
        source: $context.execution.name
      - target: order
        source: $input.order
    serviceParams:
      InvocationType: Async
      StatefulAsyncInvocationID: $.jobId
`),
  ],
  [
    "child flows: each pattern",
    flowOf(`
  - type: task
    name: started
    resourceArn: acs:fnf:::flow/delivery
  - type: task
    name: ended
    resourceArn: acs:fnf:::flow/delivery
    pattern: sync
    inputMappings:
      - target: order
        source: $input.order
      - target: childName
        source: $input.name
    serviceParams:
      Input: $
      ExecutionName: $.childName
    retry:
      - errors:
          - FnF.ALL
        maxAttempts: 2
  - type: task
    name: reported
    resourceArn: acs:fnf:::flow/delivery
    pattern: waitForCallback
    timeoutSeconds: 600
    inputMappings:
      - target: token
        source: $context.task.token
    serviceParams:
      Input: $
`),
  ],
  [
    "MNS topics: a message that is only published, and one that is answered",
    flowOf(`
  - type: task
    name: tell
    resourceArn: acs:mns:::/topics/orders/messages
    inputMappings:
      - target: body
        source: $input.order
      - target: tag
        source: new
    serviceParams:
      MessageBody: $.body
      MessageTag: $.tag
  - type: task
    name: ask
    resourceArn: acs:mns:::/topics/orders/messages
    pattern: waitForCallback
    timeoutSeconds: 3600
    inputMappings:
      - target: taskToken
        source: $context.task.token
    outputMappings:
      - target: status
        source: $local.status
    serviceParams:
      MessageBody: $
`),
  ],
  [
    "MNS queues: a message",
    flowOf(`
  - type: task
    name: send
    resourceArn: acs:mns:::/queues/orders/messages
    inputMappings:
      - target: body
        source: $input.order
    serviceParams:
      MessageBody: $.body
      DelaySeconds: 0
      Priority: 1
`),
  ],
  [
    "pass steps: constants of every type",
    flowOf(`
  - type: pass
    name: constants
    outputMappings:
      - target: text
        source: hello
      - target: empty
        source: ""
      - target: number
        source: -1
      - target: fraction
        source: 12.5
      - target: flag
        source: false
      - target: object
        source: {}
      - target: list
        source: []
      - target: nested
        source:
          limits:
            - days: 2
              tags: [a, "1"]
  - type: pass
    name: nothing
    end: true
`),
  ],
  [
    "wait steps: for a time and until a moment, fixed and given",
    flowOf(`
  - type: wait
    name: fixed-time
    duration: 172800
  - type: wait
    name: given-time
    inputMappings:
      - target: sleep
        source: $input.sleep
    duration: $.sleep
  - type: wait
    name: fixed-moment
    timestamp: "2019-05-02T15:04:05Z"
  - type: wait
    name: given-moment
    timestamp: $.until
    outputMappings:
      - target: waited
        source: true
`),
  ],
  [
    "choice steps: ways with steps, with a jump, with both, and a default",
    flowOf(`
  - type: pass
    name: start
    outputMappings:
      - target: status
        source: ready
  - type: choice
    name: decide
    inputMappings:
      - target: status
        source: $local.status
    choices:
      - condition: $.status == "ready"
        steps:
          - type: pass
            name: ready-1
          - type: pass
            name: ready-2
      - condition: $.status == "failed"
        goto: failed
      - condition: $.status == "odd"
        steps:
          - type: pass
            name: note
        goto: last
    default:
      goto: last
  - type: pass
    name: after-ready
  - type: pass
    name: last
    end: true
  - type: fail
    name: failed
    error: NotReady
`),
  ],
  [
    "choice steps: no default, after which the choice just ends",
    flowOf(`
  - type: choice
    name: decide
    choices:
      - condition: $.status == "ready"
        steps:
          - type: pass
            name: ready
    outputMappings:
      - target: result
        source: $local
`),
  ],
  [
    "choice steps: every operator and constant",
    flowOf(`
  - type: choice
    name: decide
    choices:
      - condition: $.a > 1 && $.a >= 2 && $.a < 12.5 && $.a <= 9
      - condition: $.b == "x" || $.b != "y"
      - condition: $.c == true
      - condition: $.d == false
      - condition: $.e == \`text\`
        goto: last
  - type: succeed
    name: last
`),
  ],
  [
    "parallel steps: branches and their results",
    flowOf(`
  - type: parallel
    name: both
    branches:
      - steps:
          - type: pass
            name: left
            outputMappings:
              - target: value
                source: 1
      - steps:
          - type: pass
            name: right
            outputMappings:
              - target: value
                source: 2
          - type: pass
            name: more
    outputMappings:
      - target: all
        source: $local[*].value
      - target: first
        source: $local[0].value
`),
  ],
  [
    "foreach steps: items, their places and their results",
    flowOf(`
  - type: foreach
    name: each
    inputMappings:
      - target: names
        source: $input.names
    iterationMapping:
      collection: $.names
      item: name
      index: place
    steps:
      - type: task
        name: greet
        resourceArn: acs:fc:::services/hello/functions/greet
        inputMappings:
          - target: name
            source: $input.name
          - target: place
            source: $input.place
        outputMappings:
          - target: greeting
            source: $local.greeting
    outputMappings:
      - target: greetings
        source: $local[*].greeting
`),
  ],
  [
    "succeed steps: an early end",
    flowOf(`
  - type: choice
    name: decide
    choices:
      - condition: $.status == "ready"
        goto: enough
    default:
      goto: more
  - type: succeed
    name: enough
    inputMappings:
      - target: status
        source: $input.status
    outputMappings:
      - target: result
        source: $input.status
  - type: pass
    name: more
`),
  ],
  [
    "fail steps: with a name and a cause, after a condition on what the input has not",
    flowOf(`
  - type: choice
    name: decide
    choices:
      - condition: $.status == "ready"
        steps:
          - type: pass
            name: ready
    default:
      goto: not-ready
  - type: succeed
    name: done
  - type: fail
    name: not-ready
    error: StatusIsNotReady
    cause: status is not ready
`),
  ],
  [
    "inputs and outputs: whole inputs and locals",
    flowOf(`
  - type: task
    name: read
    resourceArn: acs:fc:::services/shop/functions/read
    inputMappings:
      - target: all
        source: $input
      - target: sku
        source: $input.order.lines[0].sku
    outputMappings:
      - target: answer
        source: $local
      - target: asked
        source: $input.sku
  - type: task
    name: write
    resourceArn: acs:fc:::services/shop/functions/write
    inputMappings:
      - target: answer
        source: $local.answer
      - target: everything
        source: $local
`),
  ],
];

/** Shapes that only the vendor's tools and samples show. */
const shown: readonly Shape[] = [
  [
    "a function that a deployment tool names",
    flowOf(`
  - type: task
    name: reserve
    resourceArn: !Ref shop/reserve
    inputMappings:
      - target: bucket
        source: !GetAtt orders.Name
  - type: task
    name: audit
    resourceArn: !Ref shop/audit
    pattern: waitForCallback
    timeoutSeconds: 3600
    inputMappings:
      - target: taskToken
        source: $context.task.token
    serviceParams:
      InvocationType: Async
`),
  ],
  ["a synonym of the version", "version: v1beta1\ntype: flow\nsteps:\n  - { type: pass, name: only }\n"],
  ["a quoted version", "version: 'v1'\ntype: flow\nsteps:\n  - { type: pass, name: only }\n"],
  ["a flow with its name", "version: v1\ntype: flow\nname: test\nsteps:\n  - { type: pass, name: only }\n"],
  ["a flow without steps", "version: v1\ntype: flow\nsteps: []\n"],
  ["a flow as JSON", '{ "version": "v1", "type": "flow", "steps": [{ "type": "pass", "name": "only" }] }'],
  [
    "actions of cloud products",
    flowOf(`
  - type: task
    name: recognize
    action: ocr:RecognizeIdentityCard
    inputMappings:
      - target: url
        source: $input.url
    serviceParams:
      ImageURL: $.url
      Side: face
    outputMappings:
      - target: name
        source: $local.Data.FrontResult.Name
    retry:
      - errors: [ocr.ServiceUnavailable]
        intervalSeconds: 1
        maxAttempts: 16
        multiplier: 1
    catch:
      - errors: [ocr.InvalidImage.Download]
        goto: next
  - type: task
    name: next
    action: fnf:StartExecution
    inputMappings:
      - target: flow
        source: $context.flow.name
      - target: name
        source: $context.execution.name
    serviceParams:
      FlowName: $.flow
      ExecutionName: $.name
      Input: $
    catch:
      - errors: [fnf.ExecutionAlreadyExists]
        goto: last
  - type: pass
    name: last
`),
  ],
  [
    "a polling loop",
    flowOf(`
  - type: task
    name: start
    resourceArn: acs:fc:::services/jobs/functions/start
  - type: wait
    name: pause
    duration: 5
  - type: task
    name: look
    resourceArn: acs:fc:::services/jobs/functions/look
    outputMappings:
      - target: status
        source: $local.status
  - type: choice
    name: done
    inputMappings:
      - target: status
        source: $local.status
    choices:
      - condition: $.status == "running"
        goto: pause
      - condition: $.status == "failed"
        goto: failed
  - type: succeed
    name: well
  - type: fail
    name: failed
`),
  ],
  [
    "a long loop that rolls over into a new execution",
    flowOf(`
  - type: pass
    name: first
    outputMappings:
      - target: marker
        source: ""
  - type: task
    name: list
    resourceArn: acs:fc:::services/oss/functions/list
    inputMappings:
      - target: marker
        source: $local.marker
    outputMappings:
      - target: marker
        source: $local.next_marker
      - target: more
        source: $local.has_more
      - target: events
        source: $context.step.eventId
  - type: choice
    name: again
    inputMappings:
      - target: more
        source: $local.more
      - target: events
        source: $local.events
    choices:
      - condition: $.more && $.events >= 4000
        steps:
          - type: task
            name: roll
            resourceArn: acs:fnf:::flow/list
      - condition: $.more
        goto: list
`),
  ],
  [
    "a choice in a choice in a foreach in a foreach",
    flowOf(`
  - type: foreach
    name: rows
    iterationMapping:
      collection: $.rows
      item: row
    steps:
      - type: foreach
        name: cells
        iterationMapping:
          collection: $.row
          item: cell
        steps:
          - type: choice
            name: outer
            choices:
              - condition: $.cell != -1
                steps:
                  - type: choice
                    name: inner
                    choices:
                      - condition: ($.cell=="a") || $.faceIndex < $.faceCount
                        steps:
                          - type: pass
                            name: note
                            outputMappings:
                              - target: first
                                source: $input.cell[0]
        outputMappings:
          - target: parts
            source: $local[*].first
    outputMappings:
      - target: all
        source: $local[*].parts[*]
`),
  ],
  [
    "a way with neither steps nor a jump, and a choice without any",
    flowOf(`
  - type: choice
    name: decide
    choices:
      - condition: $.key1==$.key2
    default: {}
  - type: choice
    name: none
    choices: []
`),
  ],
  [
    "the parent's local read inside a choice",
    flowOf(`
  - type: task
    name: detect
    resourceArn: acs:fc:::services/faces/functions/detect
    outputMappings:
      - target: faces
        source: $local.faces
  - type: choice
    name: decide
    inputMappings:
      - target: count
        source: $local.faces
    choices:
      - condition: $.count > 0
        steps:
          - type: task
            name: look
            resourceArn: acs:fc:::services/faces/functions/look
            inputMappings:
              - target: faces
                source: $local.faces
`),
  ],
  [
    "a failed task that is skipped, its error unmapped",
    flowOf(`
  - type: task
    name: try
    resourceArn: acs:fc:::services/shop/functions/try
    retry:
      - errors: [FC.Unknown, FC.ServerError, ErrorNeedsRetry, FnF.TaskTimeout]
    catch:
      - errors: [FnF.ALL]
        goto: after
  - type: pass
    name: after
`),
  ],
  ["a fail step without a word", flowOf("  - type: fail\n    name: failed\n")],
];

/** What published flows do although the documents do not quite have it: never an error, but warned of. */
const doubtful: readonly (readonly [...Shape, ...found: readonly string[]])[] = [
  [
    "a callback without a token and without a time-out",
    flowOf(`
  - type: task
    name: audit
    resourceArn: acs:fc:::services/shop/functions/audit
    pattern: waitForCallback
`),
    "warning callback-timeout-missing 8:14",
    "warning callback-token-missing 8:14",
  ],
  [
    "a step reference in an input mapping",
    flowOf(`
  - type: task
    name: tell
    resourceArn: acs:mns:::/topics/orders/messages
    inputMappings:
      - target: messageTag
        source: $.messageTag
    serviceParams:
      MessageBody: $
      MessageTag: $.messageTag
`),
    "warning reference-root 10:17",
  ],
  [
    "a wait that is no wait",
    flowOf("  - type: wait\n    name: none\n    duration: 0\n"),
    "warning wait-duration 6:15",
  ],
];

describe("a shape that the documents describe", () => {
  it.each(documented)("is accepted: %s", (_, text) => {
    expect(found(text)).toEqual([]);
  });
});

describe("a shape that the vendor's tools and samples show", () => {
  it.each(shown)("has no error: %s", (_, text) => {
    expect(found(text).filter((one) => one.startsWith("error"))).toEqual([]);
  });

  it("is warned of only where it does nothing", () => {
    expect(shown.flatMap(([, text]) => found(text))).toEqual([
      "warning choice-empty 5:5",
      "warning choice-empty 12:14",
    ]);
  });
});

describe("a shape that published flows have although it is doubtful", () => {
  it.each(doubtful)("is warned of: %s", (_, text, ...warnings) => {
    expect(found(text)).toEqual(warnings);
  });
});
