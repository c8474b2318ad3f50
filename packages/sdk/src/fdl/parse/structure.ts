import type * as z from "zod";
import { isJsonObject, type Json } from "../../contract/json.ts";
import { quoted } from "../excerpt.ts";
import { flowSchema } from "../schema/flow.ts";
import { isTemplateTag } from "../shape/index.ts";
import { adviceOnEmpty, adviceOnMissing, adviceOnStepType, adviceOnType, adviceOnUnknown } from "./advice.ts";
import type { Problems } from "./problems.ts";
import { attributeOf, kindOf, kinds, subject } from "./wording.ts";

/** A walk through the data of one flow. */
interface Walk {
  readonly data: Json;
  /** Where it is now. */
  readonly path: (string | number)[];
  readonly problems: Problems;
}

type Check = (value: Json, walk: Walk) => void;
type Schema = z.core.$ZodType;

/** Holds data against the shape of a flow. Unknown keys are only warned of, and taken out of `data`. */
export function checkStructure(data: Json, problems: Problems): void {
  checkOfFlow(data, { data, path: [], problems });
}

// zod's own parsing copies what it is given and tells every mistake, however many there are.
const checks = new Map<Schema, Check>();
const checkOfFlow = checkOf(flowSchema);

function checkOf(schema: Schema): Check {
  const known = checks.get(schema);
  if (known !== undefined) return known;
  const check = makeCheck((schema as z.core.$ZodTypes)._zod.def);
  checks.set(schema, check);
  return check;
}

function makeCheck(def: z.core.$ZodTypes["_zod"]["def"]): Check {
  switch (def.type) {
    case "object":
      return objectCheck(def);
    case "array":
      return arrayCheck(checkOf(def.element));
    case "union":
      return "discriminator" in def
        ? stepCheck(def.options as readonly z.core.$ZodObject[])
        : oneOfCheck(def.options);
    case "optional":
      return checkOf(def.innerType);
    case "lazy":
      return lazyCheck(def.getter);
    case "literal":
      return valueCheck(def.values);
    case "enum":
      return valueCheck(Object.values(def.entries));
    case "custom":
      return (value, walk) => {
        if (!def.fn(value)) wrongType(["value"], value, walk);
      };
    case "string":
    case "number":
    case "boolean":
      return typeCheck(def.type);
    default:
      throw new Error(`Failed to read the schema of flows: nothing here checks a ${def.type}.`);
  }
}

function lazyCheck(getter: () => Schema): Check {
  // Asked once: each answer is a schema of its own, and would be remembered for ever.
  let check: Check | undefined;
  return (value, walk) => {
    check ??= checkOf(getter());
    check(value, walk);
  };
}

function typeCheck(type: "string" | "number" | "boolean"): Check {
  return (value, walk) => {
    if (typeof value !== type) wrongType([type], value, walk);
  };
}

function valueCheck(values: readonly unknown[]): Check {
  return (value, walk) => {
    if (values.includes(value)) return;
    if (value === null || isTemplateTag(value)) return wrongType(["string"], value, walk);
    const { data, path, problems } = walk;
    problems.error("wrong-value", path, () => `${subject(data, path)} must be ${values.join(" or ")}.`);
  };
}

function oneOfCheck(options: readonly Schema[]): Check {
  const types = options.map((option) => (option as z.core.$ZodTypes)._zod.def.type);
  const canBeTag = types.includes("custom");
  const scalars = types.filter((type) => type !== "custom");
  return (value, walk) => {
    if (scalars.includes(typeof value as never) || (canBeTag && isTemplateTag(value))) return;
    wrongType(scalars, value, walk);
  };
}

function arrayCheck(check: Check): Check {
  return (value, walk) => {
    if (!Array.isArray(value)) return wrongType(["array"], value, walk);
    const { path } = walk;
    for (let index = 0; index < value.length; index++) {
      path.push(index);
      check(value[index], walk);
      path.pop();
    }
  };
}

function objectCheck({ shape, catchall }: z.core.$ZodObjectDef): Check {
  const known = Object.keys(shape);
  const checks = new Map(Object.entries(shape).map(([key, schema]) => [key, checkOf(schema as Schema)]));
  const required = known.filter((key) => (shape[key] as Schema)._zod.optin !== "optional");
  const isOpen = catchall !== undefined && catchall._zod.def.type !== "never";

  return (value, walk) => {
    if (!isJsonObject(value) || isTemplateTag(value)) return wrongType(["object"], value, walk);
    const { data, path, problems } = walk;
    for (const key of Object.keys(value)) {
      const check = checks.get(key);
      if (check !== undefined) {
        path.push(key);
        check(value[key] as Json, walk);
        path.pop();
      } else if (!isOpen) {
        delete (value as { [key: string]: Json })[key];
        problems.warning(
          "unknown-key",
          [...path, key],
          () =>
            `${subject(data, path)} has the unknown key ${quoted(key)}${adviceOnUnknown(key, known, attributeOf(path))}`,
          { part: "key" },
        );
      }
    }
    for (const key of required) if (!Object.hasOwn(value, key)) missing(key, value, walk);
  };
}

/** A step's `type` says which attributes it has. */
function stepCheck(options: readonly z.core.$ZodObject[]): Check {
  const byType = new Map<unknown, Check>();
  for (const option of options) {
    const type = (option._zod.def.shape.type as z.core.$ZodLiteral)._zod.def.values[0];
    byType.set(type, checkOf(option));
  }
  return (value, walk) => {
    if (!isJsonObject(value) || isTemplateTag(value)) return wrongType(["object"], value, walk);
    if (!Object.hasOwn(value, "type")) return missing("type", value, walk);
    const { type = null } = value;
    const check = byType.get(type);
    if (check !== undefined) return check(value, walk);
    const { data, problems } = walk;
    const path = [...walk.path, "type"];
    if (isTemplateTag(type)) return wrongType(["string"], type, { ...walk, path });
    const types = [...byType.keys()] as string[];
    if (typeof type === "string") {
      problems.error(
        "unknown-step-type",
        path,
        () =>
          `${subject(data, walk.path)} has the unknown type ${quoted(type)}${adviceOnStepType(type, types)}`,
      );
    } else {
      problems.error("wrong-type", path, () => `${subject(data, path)} must be one of ${types.join(", ")}.`);
    }
  };
}

function wrongType(expected: readonly string[], value: Json, { data, path, problems }: Walk): void {
  if (isTemplateTag(value)) {
    problems.error(
      "yaml-tag",
      path,
      () =>
        `${subject(data, path)} cannot be the tag ${quoted(value.tag)}: write the value that it stands for. Tags can stand as resourceArn, in a source and among serviceParams.`,
    );
    return;
  }
  problems.error("wrong-type", path, () => {
    const about = subject(data, path);
    const wanted = expected.map((type) => kinds[type] ?? type).join(" or a ");
    return value === null
      ? `${about} is empty: ${adviceOnEmpty(wanted, path)}`
      : `${about} must be a ${wanted}, not a ${kindOf(value)}${adviceOnType(expected, value, path)}`;
  });
}

function missing(key: string, owner: Json, { data, path, problems }: Walk): void {
  const place = [...path, key];
  problems.error(
    "missing-attribute",
    place,
    () => `${subject(data, place)} is missing${adviceOnMissing(key, owner, attributeOf(path))}`,
  );
}
