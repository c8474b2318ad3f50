import * as fc from "fast-check";
import {
  type Choice,
  type Flow,
  type IterationMapping,
  type Mapping,
  type Retry,
  type ServiceParams,
  type Step,
  type TaskStep,
  type TemplateTag,
  templateTag,
  type Way,
} from "../../src/fdl/index.ts";

type Json = Mapping["source"];

/** Texts of every kind, those with a meaning of their own in YAML among them. */
export const arbitraryText = fc.oneof(
  fc.string({ unit: "binary", maxLength: 20 }),
  fc.string({
    unit: fc.constantFrom(..."-?:,[]{}#&*!|>'\"%@` \n\r\tab~=<.019_xe+$\\\u0085\u2028\ufeff步"),
    maxLength: 12,
  }),
  fc.constantFrom(
    ..."yes no on off y n ~ null true false = << - --- ... {} [] 0 0o17 017 0b1 0x1f 1_000 .5 1e3 .inf .nan".split(
      " ",
    ),
    ...[
      "",
      " ",
      "a: b",
      "a #b",
      "12:30:00",
      "2001-12-14",
      "2030-01-31T12:00:00Z",
      "__proto__",
      "constructor",
    ],
    ...[
      "$input.a",
      "$local[*].b",
      "$context.task.token",
      "$",
      "$.a",
      "acs:fc:::services/shop/functions/audit",
      "步骤一",
    ],
    ...["two\nlines", "ends\n", "\nbegins", "a\n\n b\n", "space \n"],
  ),
);

const finite = fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }));
const scalar = fc.oneof(arbitraryText, finite, fc.boolean(), fc.constant(null));

const { json } = fc.letrec<{ json: Json }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 3 },
    scalar,
    fc.array(tie("json"), { maxLength: 3 }),
    fc.dictionary(arbitraryText, tie("json"), { maxKeys: 3, noNullPrototype: true }),
  ),
}));

/** Tags such as a deployment tool resolves, of scalars and of collections. */
const arbitraryTag: fc.Arbitrary<TemplateTag> = fc
  .tuple(fc.constantFrom("!Ref", "!GetAtt", "!Sub", "!Fn::Join", "!a"), json)
  .map(([tag, value]) => templateTag(tag, value as TemplateTag["value"]));

/** What an arbitrary flow is made of. */
interface Ingredients {
  readonly source: fc.Arbitrary<Json>;
  /** A text where a tag can stand in its place. */
  readonly taggable: fc.Arbitrary<NonNullable<TaskStep["resourceArn"]>>;
}

const text = arbitraryText;
const list = <Item>(item: fc.Arbitrary<Item>) => fc.array(item, { maxLength: 3 });

/** A record of which some keys are always there, in an order of its own. */
function record<Shape extends object>(
  shape: { readonly [Key in keyof Shape]-?: fc.Arbitrary<Exclude<Shape[Key], undefined>> },
  ...requiredKeys: (keyof Shape)[]
): fc.Arbitrary<Shape> {
  return fc.record(shape, { requiredKeys, noNullPrototype: true }) as unknown as fc.Arbitrary<Shape>;
}

function flowsOf({ source, taggable }: Ingredients): fc.Arbitrary<Flow> {
  const mappings = list(record<Mapping>({ target: text, source }, "target", "source"));
  const base = { name: text, inputMappings: mappings, outputMappings: mappings };
  const endable = { ...base, end: fc.boolean() };
  const errors = list(text);
  const retry = record<Retry>(
    { errors, intervalSeconds: finite, maxIntervalSeconds: finite, maxAttempts: finite, multiplier: finite },
    "errors",
  );
  const serviceParams = fc
    .tuple(
      record<ServiceParams>({
        InvocationType: fc.oneof(fc.constantFrom("Sync", "Async"), taggable),
        StatefulAsyncInvocationID: taggable,
      }),
      fc.dictionary(text, source, { maxKeys: 2, noNullPrototype: true }),
    )
    .map(([known, others]): ServiceParams => ({ ...others, ...known }));
  const type = <Type extends Step["type"]>(name: Type) => fc.constant(name);

  const { steps } = fc.letrec<{ step: Step; steps: readonly Step[] }>((tie) => {
    const way = { steps: tie("steps"), goto: text };
    return {
      steps: list(tie("step")),
      step: fc.oneof(
        { maxDepth: 3, depthSize: "small" },
        record<Extract<Step, { type: "pass" }>>({ type: type("pass"), ...endable }, "type", "name"),
        record<Extract<Step, { type: "succeed" }>>({ type: type("succeed"), ...base }, "type", "name"),
        record<Extract<Step, { type: "fail" }>>(
          { type: type("fail"), ...base, error: text, cause: text },
          "type",
          "name",
        ),
        record<Extract<Step, { type: "wait" }>>(
          { type: type("wait"), ...endable, duration: fc.oneof(finite, text), timestamp: text },
          "type",
          "name",
        ),
        record<TaskStep>(
          {
            type: type("task"),
            ...endable,
            resourceArn: taggable,
            action: text,
            pattern: fc.constantFrom("requestResponse", "sync", "waitForCallback"),
            timeoutSeconds: finite,
            serviceParams,
            errorMappings: mappings,
            retry: list(retry),
            catch: list(record({ errors, goto: text }, "errors", "goto")),
          },
          "type",
          "name",
        ),
        record<Extract<Step, { type: "choice" }>>(
          {
            type: type("choice"),
            ...endable,
            choices: list(record<Choice>({ condition: text, ...way }, "condition")),
            default: record<Way>(way),
          },
          "type",
          "name",
          "choices",
        ),
        record<Extract<Step, { type: "parallel" }>>(
          { type: type("parallel"), ...endable, branches: list(record({ steps: tie("steps") }, "steps")) },
          "type",
          "name",
          "branches",
        ),
        record<Extract<Step, { type: "foreach" }>>(
          {
            type: type("foreach"),
            ...endable,
            iterationMapping: record<IterationMapping>(
              { collection: text, item: text, index: text },
              "collection",
              "item",
            ),
            steps: tie("steps"),
          },
          "type",
          "name",
          "iterationMapping",
          "steps",
        ),
      ),
    };
  });

  return record<Flow>(
    {
      version: fc.constantFrom("v1", "v1beta1"),
      type: fc.constant("flow"),
      name: text,
      inputMappings: mappings,
      outputMappings: mappings,
      timeoutSeconds: finite,
      steps,
    },
    "version",
    "type",
    "steps",
  );
}

/** Flows of every shape: what `parseFlow` can give, whatever it may mean. */
export const arbitraryFlow: fc.Arbitrary<Flow> = flowsOf({ source: json, taggable: text });

/** Flows of every shape, with tags of deployment tools in them. */
export const arbitraryTaggedFlow: fc.Arbitrary<Flow> = flowsOf({
  source: fc.oneof(
    json,
    arbitraryTag,
    fc.array(arbitraryTag as fc.Arbitrary<Json>, { maxLength: 2 }) as fc.Arbitrary<Json>,
  ),
  taggable: fc.oneof(text, arbitraryTag),
});
