import { isJsonObject, type Json } from "../../contract/json.ts";
import { closest, didYouMean } from "../closest.ts";
import { quoted } from "../excerpt.ts";
import type { Path } from "../source.ts";
import { attributeOf } from "./wording.ts";

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
  if (expected.includes("string") && typeof value !== "object") return ": put it in quotes.";
  return ".";
}

/** What to do about a missing key: the rest of a message. */
export function adviceOnMissing(key: string, owner: Json, attribute: string | undefined): string {
  const keys = isJsonObject(owner) ? Object.keys(owner) : [];
  const other = keys.find((name) => name !== key && name.toLowerCase() === key.toLowerCase());
  if (other !== undefined) return `: ${quoted(other)} is written "${key}" here.`;
  if (key === "goto" && attribute === "catch")
    return ": name the step of the same series that goes on after the error.";
  if (key === "type") return ": say which step it is, e.g. type: task.";
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
  if (Object.hasOwn(cloudFlowKeys, key)) {
    return `: it is of CloudFlow state machines. Flows have ${cloudFlowKeys[key]} instead.`;
  }
  if (attribute === "branches" && closest(key, known) === undefined)
    return ': a branch has only "steps". Put it onto a step.';
  const whole = key.length > 3 && known.find((name) => name.startsWith(key.toLowerCase()));
  if (whole) return `: did you mean "${whole}"?`;
  return didYouMean(key, known, ": the service may refuse it. Take it out.");
}
