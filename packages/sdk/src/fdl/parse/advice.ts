import { isJsonObject, type Json } from "../../contract/json.ts";
import { closest, didYouMean } from "../closest.ts";
import { quoted } from "../excerpt.ts";
import type { Path } from "../source.ts";
import { attributeOf } from "./wording.ts";

/** What to write for a required key that is not there. */
const missing: { readonly [key: string]: string } = {
  version: "write version: v1",
  type: "say which step it is, e.g. type: task",
  name: "give the step a name of its own, e.g. name: audit",
  condition: "write when to go this way, e.g. condition: $.approved == true",
  iterationMapping: "say what the step goes over, e.g. iterationMapping: { collection: $.lines, item: line }",
  collection: "refer to an array of the step's input, e.g. collection: $.lines",
  item: "name the key under which an iteration finds its item, e.g. item: line",
  errors: "list the names of the errors it is for, e.g. errors: [FC.Unknown], or [FnF.ALL] for every error",
  goto: "name the step of the same series that goes on after the error",
  target: "name the key to put the value under, e.g. target: id",
  source: "write a reference such as $input.order.id, or a constant",
};

/** How each item of a list begins, by the key that the list stands under. */
const items: { readonly [attribute: string]: string } = {
  steps: "- type: …",
  choices: "- condition: …",
  branches: "- steps: …",
  inputMappings: "- target: …",
  outputMappings: "- target: …",
  errorMappings: "- target: …",
  retry: "- errors: …",
  catch: "- errors: …",
  errors: "- FnF.ALL",
};

/** What YAML 1.1 and people write for `true` and `false`. */
const booleans: { readonly [word: string]: RegExp } = {
  true: /^(?:true|yes|on|y)$/i,
  false: /^(?:false|no|off|n)$/i,
};

/** What to write where nothing stands: the rest of a message. */
export function adviceOnEmpty(wanted: string, path: Path): string {
  if (path.length === 0) return "begin with version: v1.";
  return `write a ${wanted}, or take ${typeof path.at(-1) === "number" ? "the item" : "the key"} out.`;
}

/** What to do about a value of another type: the rest of a message. */
export function adviceOnType(expected: readonly string[], value: Json, path: Path): string {
  const attribute = attributeOf(path) ?? "";
  if (typeof path.at(-1) === "number" && attribute === "branches" && Array.isArray(value))
    return ': put the steps of a branch under "steps".';
  const isList = expected.includes("array");
  const isItem = expected.includes("object") && typeof path.at(-1) === "number";
  if ((isList || isItem) && Object.hasOwn(items, attribute))
    return `: begin each item with "${items[attribute]}".`;
  const isQuoted =
    (expected.includes("boolean") && (value === "true" || value === "false")) ||
    (expected.includes("number") && typeof value === "string" && /^-?\d+(\.\d+)?$/.test(value));
  if (isQuoted) return ": write it without quotes.";
  if (expected.includes("boolean") && typeof value === "string") {
    const [word] = Object.entries(booleans).find(([, words]) => words.test(value)) ?? [];
    if (word !== undefined) return `: write ${attribute}: ${word}.`;
  }
  if (expected.includes("number") && typeof value === "string" && /^[-+]?\d[\d_]*_[\d_]*$/.test(value))
    return `: write ${value.replaceAll("_", "")}.`;
  if (expected.includes("string") && typeof value !== "object") return ": put it in quotes.";
  return ".";
}

/** What to do about a missing key: the rest of a message. */
export function adviceOnMissing(key: string, owner: Json, attribute: string | undefined): string {
  const keys = isJsonObject(owner) ? Object.keys(owner) : [];
  const other = keys.find((name) => name !== key && name.toLowerCase() === key.toLowerCase());
  if (other !== undefined) return `: ${quoted(other)} is written "${key}" here.`;
  if (key === "type" && attribute === undefined) return ": write type: flow.";
  if (Object.hasOwn(missing, key)) return `: ${missing[key]}.`;
  return Object.hasOwn(items, key) ? `: begin each item with "${items[key]}".` : ".";
}

/** What to do about an unknown type of step: the rest of a message. */
export function adviceOnStepType(type: string, types: readonly string[]): string {
  if (type === "loop")
    return ": only the vendor's editor plugin knows loop steps, no document does. Write a foreach over an array, or a choice whose goto leads back.";
  if (type === "Map" || type === "map") return ': did you mean "foreach"?';
  return didYouMean(type, types, `: write one of ${types.join(", ")}.`);
}

/** The keys of CloudFlow state machines, and what flows have instead. */
const cloudFlowKeys: { readonly [key: string]: string } = {
  InputConstructor: '"inputMappings"',
  OutputConstructor: '"outputMappings"',
  GlobalConstructor: '"outputMappings"',
  Action: '"resourceArn" or "action"',
  Parameters: '"serviceParams"',
  TaskMode: '"pattern"',
  Timeout: '"timeoutSeconds"',
  Seconds: '"duration"',
  Next: 'the order of the steps, "goto" or "end"',
  StartAt: "the order of the steps",
  States: '"steps"',
  Processor: '"steps"',
  ItemsPath: '"iterationMapping"',
  Code: '"error"',
  Detail: '"cause"',
  BackoffRate: '"multiplier"',
  MaxBackoffSeconds: '"maxIntervalSeconds"',
};

/** What to do about an unknown key: the rest of a message. */
export function adviceOnUnknown(
  key: string,
  known: readonly string[],
  attribute: string | undefined,
): string {
  if (key === "steps" && attribute === "catch")
    return ": only the vendor's editor plugin knows steps in a catch, no document does. Make them siblings of this step, and let goto name the first.";
  if ((key === "catch" || key === "retry") && known.includes("type"))
    return `: only tasks have one. Move what it is for into a flow of its own, call that by a task with pattern: sync, and let this task ${key === "catch" ? "catch" : "retry"}.`;
  if (Object.hasOwn(cloudFlowKeys, key)) {
    return `: it is of CloudFlow state machines. Flows have ${cloudFlowKeys[key]} instead.`;
  }
  if (attribute === "branches" && closest(key, known) === undefined)
    return ': a branch has only "steps". Put it onto a step.';
  const whole = key.length > 3 && known.find((name) => name.startsWith(key.toLowerCase()));
  if (whole) return `: did you mean "${whole}"?`;
  return didYouMean(key, known, ": the service may refuse it. Take it out.");
}
