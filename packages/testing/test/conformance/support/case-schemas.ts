import { z } from "zod";

const jsonObject = z.record(z.string(), z.json());
const failure = z.strictObject({ error: z.string(), cause: z.string() });

/** A mark of `fdl.md` and the section of its part A, e.g. `D 2.1`. */
const source = z.string().regex(/^[DSOIRU] \d(\.\d)?$/, 'must be a mark and a section, as in "D 2.1"');

const outcomeOfCall = z.strictObject({
  /** The function answers this, as JSON. */
  return: z.json().optional(),
  /** The function answers this text as it is. */
  text: z.string().optional(),
  /** The function throws an error of this class. */
  throw: failure.optional(),
  /** The function reports success by the token under `taskToken` of its event, and answers `{}`. */
  succeed: jsonObject.optional(),
  /** The function reports failure by that token, and answers `{}`. */
  fail: failure.optional(),
  /** The function answers `{}` and reports nothing. */
  silent: z.literal(true).optional(),
  /** Function Compute does not run the function. `Unknown` stands for a call without an answer. */
  refuse: z.enum(["ResourceThrottled", "InternalServerError", "Unknown"]).optional(),
});
const outcomes = Object.keys(outcomeOfCall.shape) as (keyof typeof outcomeOfCall.shape)[];

const answer = outcomeOfCall
  .extend({
    /** How long the function runs before. */
    afterSeconds: z.number().positive().optional(),
    /** How many calls get this answer; 1 when left out. */
    times: z.int().positive().optional(),
  })
  .refine((given) => outcomes.filter((outcome) => given[outcome] !== undefined).length === 1, {
    message: `must have exactly one of ${outcomes.join(", ")}`,
  });

/** `functions.json`: what each function answers, call by call. */
export const functionsSchema = z.record(
  z
    .string()
    .regex(/^[\w-]+(\.[\w-]+)?(\/[\w-]+)?$/, "must be service[.qualifier]/function or function[.qualifier]"),
  z.array(answer).min(1),
);

const duration = z
  .string()
  .regex(/^\d+(ms|s|m|h|d)$/, 'must be a number with its unit, as in "90s"')
  .transform((text) => text as `${number}s`);
const action = z.union([
  /** Lets time pass. */
  z.strictObject({ advance: duration }),
  /** Stops an execution; the case's own when no other is named. */
  z.strictObject({
    stop: failure.extend({ flow: z.string().optional(), execution: z.string().optional() }),
  }),
  /** Reports success of the task that a step waits for. */
  z.strictObject({ succeed: z.strictObject({ step: z.string(), output: jsonObject }) }),
  /** Reports failure of the task that a step waits for. */
  z.strictObject({ fail: failure.extend({ step: z.string() }) }),
]);

/** `case.json`: what the case is about, and what happens to the execution from outside. */
export const caseSchema = z.strictObject({
  about: z.string().min(1),
  sources: z.array(source).min(1),
  script: z.array(action).optional(),
});

/** `input.json`: what the execution is given. */
export const inputSchema = jsonObject;

const status = z.enum(["Succeeded", "Failed", "TimedOut", "Stopped"]);

/** `expected.json`: what must come of it. What it does not speak of is not looked at. */
export const expectedSchema = z
  .strictObject({
    status,
    output: jsonObject.optional(),
    error: z.string().optional(),
    cause: z.string().optional(),
    /** The steps entered, in order. */
    steps: z.array(z.string()).optional(),
    /** The steps entered, where their order is nobody's promise. */
    stepsInAnyOrder: z
      .array(z.string())
      .transform((steps) => steps.toSorted())
      .optional(),
    /** All events in order: `Type` or `Type step`. */
    events: z.array(z.string()).optional(),
    /** The events of one step in order, by their types. */
    eventsOf: z.record(z.string(), z.array(z.string())).optional(),
    /** How long the execution took. */
    seconds: z.number().optional(),
    /** What each function was called with, in order; a task token reads `<token>`. */
    calls: z.record(z.string(), z.array(z.json())).optional(),
    /** What was sent to each queue or topic, in order. */
    messages: z.record(z.string(), z.array(z.string())).optional(),
    /** How executions of other flows ended, by `flow/execution`. */
    executions: z.record(z.string(), z.strictObject({ status, output: jsonObject.optional() })).optional(),
  })
  .refine(({ steps, stepsInAnyOrder }) => steps === undefined || stepsInAnyOrder === undefined, {
    message: "must have one of steps and stepsInAnyOrder, not both",
  })
  .refine(({ status: ended, output }) => (ended === "Succeeded") === (output !== undefined), {
    path: ["output"],
    message: "belongs to an execution that has Succeeded, and to no other",
  })
  .refine(({ status: ended, error }) => ended !== "Failed" || error !== undefined, {
    path: ["error"],
    message: "belongs to an execution that has Failed",
  });

export type Answer = z.infer<typeof answer>;
export type ScriptedAction = z.infer<typeof action>;
export type Expected = z.infer<typeof expectedSchema>;
