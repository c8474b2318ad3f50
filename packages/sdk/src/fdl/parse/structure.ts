import { isJsonObject, type Json } from "../../contract/json.ts";
import { didYouMean } from "../closest.ts";
import { branchSchema, entrySchema, flowSchema, stepSchemas, waySchema } from "../schema/flow.ts";
import { iterationMappingSchema } from "../schema/foreach.ts";
import { mappingSchema } from "../schema/mapping.ts";
import { catchSchema, retrySchema } from "../schema/retry.ts";
import type { Path } from "../source.ts";
import type { Problem } from "./problem.ts";

type Issue = NonNullable<ReturnType<typeof flowSchema.safeParse>["error"]>["issues"][number];

/** Holds data against the shape of a flow. Unknown keys are only warned of, and taken out of `data`. */
export function structureProblems(data: Json): readonly Problem[] {
  const issues = flowSchema.safeParse(data).error?.issues ?? [];
  return issues.flatMap((issue) => {
    const path = issue.path as Path;
    return issue.code === "unrecognized_keys"
      ? issue.keys.map((key) => takeUnknownKey(data, path, key))
      : mistake(data, path, issue);
  });
}

function takeUnknownKey(data: Json, path: Path, key: string): Problem {
  const owner = valueAt(data, path) as { [key: string]: Json };
  delete owner[key];
  const advice = didYouMean(key, knownKeys(path, owner), ": the service may refuse it. Take it out.");
  return {
    code: "unknown-key",
    severity: "warning",
    message: `${subject(data, path)} has the unknown key "${key}"${advice}`,
    path: [...path, key],
    part: "key",
  };
}

function knownKeys(path: Path, owner: Json): readonly string[] {
  const attribute = path.findLast((segment) => typeof segment === "string");
  switch (attribute) {
    case undefined:
      return Object.keys(flowSchema.shape);
    case "steps":
      return Object.keys(stepSchemas[(owner as { type: keyof typeof stepSchemas }).type].shape);
    case "choices":
      return Object.keys(entrySchema.shape);
    case "default":
      return Object.keys(waySchema.shape);
    case "branches":
      return Object.keys(branchSchema.shape);
    case "iterationMapping":
      return Object.keys(iterationMappingSchema.shape);
    case "retry":
      return Object.keys(retrySchema.shape);
    case "catch":
      return Object.keys(catchSchema.shape);
    default:
      return Object.keys(mappingSchema.shape);
  }
}

function mistake(data: Json, path: Path, issue: Issue): Problem {
  const value = valueAt(data, path);
  const [code, says] = value === undefined ? ["missing-attribute", "is missing"] : whatIsWrong(value, issue);
  return { code, severity: "error", message: `${subject(data, path)} ${says}.`, path };
}

function whatIsWrong(value: Json, issue: Issue): [code: string, says: string] {
  switch (issue.code) {
    case "invalid_type":
      return [
        "wrong-type",
        `must be a YAML ${kinds[issue.expected] ?? issue.expected}, not ${kindOf(value)}`,
      ];
    case "invalid_value":
      return ["wrong-value", `must be ${issue.values.join(" or ")}`];
    case "invalid_union":
      if (!("discriminator" in issue))
        return ["wrong-type", `must be a number or a string, not ${kindOf(value)}`];
      return ["unknown-step-type", `must be one of ${Object.keys(stepSchemas).join(", ")}`];
    default:
      return ["wrong-value", `does not fit: ${issue.message}`];
  }
}

const kinds: { readonly [type: string]: string } = { object: "mapping", array: "sequence" };

function kindOf(value: Json): string {
  if (value === null) return "empty";
  return `a ${Array.isArray(value) ? "sequence" : (kinds[typeof value] ?? typeof value)}`;
}

/** What a message is about: `"retry[0].errors" of step "audit"`. */
function subject(data: Json, path: Path): string {
  const series = path.lastIndexOf("steps");
  const step = series === -1 ? undefined : valueAt(data, path.slice(0, series + 2));
  if (!isJsonObject(step)) return path.length === 0 ? "The flow" : `"${attributeText(path)}" of the flow`;
  const owner =
    typeof step.name === "string" ? `step "${step.name}"` : `step number ${Number(path[series + 1]) + 1}`;
  const attribute = path.slice(series + 2);
  return attribute.length === 0 ? `S${owner.slice(1)}` : `"${attributeText(attribute)}" of ${owner}`;
}

function attributeText(path: Path): string {
  return path
    .map((part) => (typeof part === "number" ? `[${part}]` : `.${part}`))
    .join("")
    .slice(1);
}

function valueAt(data: Json, path: Path): Json | undefined {
  let value: Json | undefined = data;
  for (const segment of path) value = (value as { readonly [key in string | number]: Json })[segment];
  return value;
}
