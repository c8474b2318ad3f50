import { templateTag } from "../../src/fdl/shape/index.ts";
import type { Flow, Step, TaskStep } from "../../src/fdl/tree/index.ts";

const flow = (...steps: Step[]): Flow => ({ version: "v1", type: "flow", steps });
const pass = (name: string): Step => ({ type: "pass", name });
const call = (name: string, more: Partial<TaskStep> = {}): TaskStep => ({
  type: "task",
  name,
  resourceArn: `acs:fc:::services/shop.prod/functions/${name}`,
  ...more,
});

/** A flow of each shape that a drawing must show. */
export const gallery: Readonly<Record<string, Flow>> = {
  empty: flow(),

  "a line of steps": flow(
    pass("open"),
    call("charge"),
    { type: "wait", name: "cool-off", duration: 5_400 },
    { type: "wait", name: "until-noon", timestamp: "2030-01-02T12:00:00Z" },
    { type: "wait", name: "as-asked", duration: "$.seconds" },
    { type: "succeed", name: "paid" },
  ),

  "what tasks call": flow(
    call("of-fc2"),
    { type: "task", name: "of-fc3", resourceArn: "acs:fc:::functions/audit/prod" },
    { type: "task", name: "a-flow", resourceArn: "acs:fnf:::flow/billing" },
    { type: "task", name: "a-queue", resourceArn: "acs:mns:::/queues/mail/messages" },
    { type: "task", name: "a-topic", resourceArn: "acs:mns:::/topics/news/messages" },
    { type: "task", name: "an-action", action: "ocr:RecognizeIdentityCard" },
    { type: "task", name: "a-tag", resourceArn: templateTag("!Ref", "shop/audit") },
    { type: "task", name: "a-longer-tag", resourceArn: templateTag("!GetAtt", ["shop", "Arn"]) },
    { type: "task", name: "something-else", resourceArn: "acs:oss:::bucket" },
    { type: "task", name: "one-of-two", resourceArn: "acs:fnf:::flow/billing", action: "ocr:Read" },
    { type: "task", name: "nothing" },
  ),

  "what tasks wait for": flow(
    call("no-answer", { serviceParams: { InvocationType: "Async" } }),
    call("job", {
      pattern: "sync",
      serviceParams: { InvocationType: "Async", StatefulAsyncInvocationID: "$.id" },
      timeoutSeconds: 3_600,
    }),
    call("callback", { pattern: "waitForCallback", timeoutSeconds: 86_400 }),
    call("queued-callback", { pattern: "waitForCallback", serviceParams: { InvocationType: "Async" } }),
    { type: "task", name: "started", resourceArn: "acs:fnf:::flow/billing" },
    { type: "task", name: "awaited", resourceArn: "acs:fnf:::flow/billing", pattern: "sync" },
  ),

  "a choice": flow(
    call("audit"),
    {
      type: "choice",
      name: "decide",
      choices: [
        { condition: "$.approved == true && $.total > 100", steps: [call("ship"), pass("note")] },
        { condition: '$.again == "yes"', goto: "audit" },
        { condition: "$.later == true", steps: [pass("park")], goto: "done" },
        { condition: "$.whatever == 1" },
      ],
      default: { steps: [{ type: "fail", name: "refused", error: "Refused", cause: "not approved" }] },
    },
    pass("go-on"),
    { type: "succeed", name: "done" },
  ),

  "a choice without default": flow(
    {
      type: "choice",
      name: "outer",
      choices: [
        {
          condition: "$.a == 1",
          steps: [
            { type: "choice", name: "inner", choices: [{ condition: "$.b == 2", steps: [pass("both")] }] },
            pass("one"),
          ],
        },
      ],
      end: true,
    },
    pass("never"),
  ),

  "branches side by side": flow(
    {
      type: "parallel",
      name: "tell",
      branches: [
        { steps: [call("mail"), call("log")] },
        { steps: [{ type: "succeed", name: "enough" }] },
        { steps: [] },
      ],
    },
    pass("after"),
  ),

  "nothing side by side": flow(
    { type: "parallel", name: "none", branches: [] },
    { type: "parallel", name: "one", branches: [{ steps: [] }] },
    {
      type: "foreach",
      name: "idle",
      iterationMapping: { collection: "$.rows", item: "row" },
      steps: [],
    },
  ),

  "an iteration with a choice": flow({
    type: "foreach",
    name: "pack",
    iterationMapping: { collection: "$.order.lines", item: "line", index: "i" },
    steps: [
      call("weigh"),
      { type: "choice", name: "heavy", choices: [{ condition: "$.weight >= 30", steps: [call("split")] }] },
    ],
    end: true,
  }),

  "boxes in boxes": flow({
    type: "parallel",
    name: "both",
    branches: [
      {
        steps: [
          {
            type: "foreach",
            name: "each",
            iterationMapping: { collection: "$.rows", item: "row" },
            steps: [
              { type: "parallel", name: "inner", branches: [{ steps: [pass("a")] }, { steps: [pass("b")] }] },
              pass("c"),
            ],
          },
          pass("d"),
        ],
      },
      { steps: [pass("e")] },
    ],
  }),

  "a saga with catches": flow(
    call("reserve", { catch: [{ errors: ["OutOfStock"], goto: "sorry" }] }),
    call("charge", {
      retry: [{ errors: ["FC.ResourceThrottled"], maxAttempts: 5 }],
      catch: [
        { errors: ["CardRefused", "FnF.TaskTimeout"], goto: "release" },
        { errors: ["FnF.ALL"], goto: "sorry" },
      ],
      end: true,
    }),
    call("release"),
    { type: "fail", name: "sorry" },
  ),

  "a polling loop": flow(
    call("look"),
    {
      type: "choice",
      name: "ready",
      choices: [{ condition: '$.status == "ready"', goto: "fetch" }],
      default: { goto: "pause" },
    },
    { type: "wait", name: "pause", duration: 60 },
    {
      type: "choice",
      name: "again",
      choices: [{ condition: "$.tries < 10", goto: "look" }],
      default: { goto: "look" },
    },
    call("fetch"),
  ),

  "jumps to nowhere and names that are taken": flow(
    call("twice", { catch: [{ errors: ["FnF.ALL"], goto: "nowhere" }] }),
    call("twice", { catch: [{ errors: ["FnF.ALL"], goto: "nowhere" }] }),
    { type: "choice", name: "__proto__", choices: [{ condition: "$.a", goto: "constructor" }] },
    pass(""),
  ),

  "texts that mean something to Mermaid": flow(
    pass("end"),
    pass('"quotes" & <b>tags</b> &lt; #35; %%{init: {}}%%'),
    pass("`code` *strong* _slanted_ a_b ~~gone~~ $$x$$ fa:fa-car \\n"),
    pass("style a:#35; classDef b:#35; ﬂ°°34¶ß"),
    pass("1. list"),
    pass("- list"),
    pass("> quote"),
    pass("two\nlines\u2028\u202E\u0000\uD800"),
    pass("表情 😀 é"),
    pass(`a name that is much too long ${"😀".repeat(60)}`),
    {
      type: "choice",
      name: "x]y|z",
      choices: [
        { condition: '$.a[0] == `"` || ($.b < 3 && $.c > "end")', goto: "end" },
        { condition: "", goto: "end" },
        { condition: `$.name == "${"long ".repeat(50)}"`, goto: "end" },
      ],
    },
  ),
};
