import {
  type Alias,
  type Document,
  isAlias,
  isCollection,
  isMap,
  isNode,
  isScalar,
  isSeq,
  type Node,
  Scalar,
  type YAMLMap,
  type YAMLSeq,
} from "yaml";
import { isJsonObject, type Json, type JsonObject } from "../../contract/json.ts";
import { deepestNesting } from "../deepest-nesting.ts";
import { quoted } from "../excerpt.ts";
import { numberText } from "../number-text.ts";
import { isTag, isTemplateTag, templateTag } from "../shape/index.ts";
import type { Path } from "../source.ts";
import { type ReadingOfVersions, readingOfVersions } from "../yaml-versions.ts";
import { losesDigits } from "./loses-digits.ts";
import type { ParseCode } from "./parse-codes.ts";
import type { ProblemPlace } from "./problem.ts";
import type { Problems } from "./problems.ts";

// A text of the largest size without aliases holds fewer; more can only come from aliases of aliases.
const mostValues = 1_000_000;

/** A document as plain data. */
export interface PlainData {
  readonly data: Json;
  /** What each alias stands for. */
  readonly aliases: ReadonlyMap<Node, Node>;
}

/** Turns a document into plain data of its own: aliases copied, keys as strings, ordinary prototypes. */
export function plainData(document: Document, problems: Problems): PlainData {
  const anchors = new Map<string, Node>();
  const aliases = new Map<Node, Node>();
  const open = new Set<Node>();
  const path: (string | number)[] = [];
  // What an alias stands for has been looked at where its anchor is.
  let copying = 0;
  let values = 0;
  let isStopped = false;
  const enough = Math.max(mostValues, document.range?.[2] ?? 0);

  const refuse = (node: unknown, code: ParseCode, message: string) => {
    problems.error(code, path, () => message, placeOf(node));
    return null;
  };

  const stop = (node: unknown, code: ParseCode, message: string) => {
    isStopped = true;
    return refuse(node, code, message);
  };

  const read = (node: unknown): Json => {
    if (isStopped) return null;
    if (++values > enough) {
      return stop(node, "yaml-too-many-values", `Its aliases expand to more than ${enough} values.`);
    }
    if (path.length > deepestNesting) {
      return stop(node, "yaml-too-deep", `Its aliases nest more than ${deepestNesting} levels deep.`);
    }
    if (node === null) return null;
    if (isScalar(node)) return readScalar(node);
    if (isAlias(node)) return readAlias(node);
    if (!isCollection(node)) return refuse(node, "yaml-not-json", notJson);
    const { anchor, tag } = node;
    if (anchor !== undefined) {
      anchors.set(anchor, node);
      open.add(node);
    }
    const data = isMap(node) ? readMap(node) : isSeq(node) ? readSeq(node) : null;
    if (anchor !== undefined) open.delete(node);
    return isTag(tag) ? templateTag(tag, data) : data;
  };

  const readScalar = (node: Scalar): Json => {
    const { anchor, tag, value } = node;
    if (anchor !== undefined) anchors.set(anchor, node);
    if (isTag(tag)) return templateTag(tag, taggedScalar(node));
    if (node.type === Scalar.PLAIN) lookAtPlain(node);
    return isPlainScalar(value) ? value : refuse(node, "yaml-not-json", notJson);
  };

  const readAlias = (node: Alias): Json => {
    const { source } = node;
    const target = aliases.get(node) ?? anchors.get(source);
    if (target === undefined)
      return refuse(node, "yaml-alias", `No anchor ${quoted(`&${source}`)} comes before this alias.`);
    if (open.has(target))
      return refuse(node, "yaml-alias", `The alias ${quoted(`*${source}`)} stands inside its own anchor.`);
    aliases.set(node, target);
    copying += 1;
    const copy = read(target);
    copying -= 1;
    return copy;
  };

  const readAt = (segment: string | number, node: unknown): Json => {
    path.push(segment);
    const value = read(node);
    path.pop();
    return value;
  };

  const readSeq = (node: YAMLSeq): Json => node.items.map((item, index) => readAt(index, item));

  const readMap = (node: YAMLMap): Json => {
    const data: { [key: string]: Json } = {};
    const merged: Json[] = [];
    for (const { key, value } of node.items) {
      const name = keyOf(key);
      if (name === undefined) {
        refuse(key, "yaml-not-json", "JSON has only strings as keys: write a plain key here.");
        continue;
      }
      const inner = readAt(name, value);
      const isPlain = isScalar(key) && key.type === Scalar.PLAIN;
      if (isPlain && name === "<<" && isMergeable(inner)) {
        merged.push(inner);
        warn(key, "yaml-merge-key", () => adviceOnMergeKey, name);
        continue;
      }
      if (isPlain) lookAtPlain(key, name);
      if (Object.hasOwn(data, name)) {
        const message = () => `The key ${quoted(name)} stands here for the second time.`;
        problems.error("yaml-duplicate-key", [...path, name], message, placeOf(key));
      }
      set(data, name, inner);
    }
    for (const source of merged.flat()) mergeInto(data, source as JsonObject);
    return data;
  };

  const mergeInto = (data: { [key: string]: Json }, source: JsonObject) => {
    const entries = Object.entries(source);
    values += entries.length;
    for (const [name, value] of entries) if (!Object.hasOwn(data, name)) set(data, name, value);
  };

  const warn = (node: unknown, code: ParseCode, message: () => string, key?: string) => {
    if (copying > 0) return;
    problems.warning(code, key === undefined ? path : [...path, key], message, placeOf(node));
  };

  const lookAtPlain = (node: Scalar, key?: string) => {
    const { source = "", tag, value } = node;
    if (typeof value === "number" && losesDigits(source)) {
      warn(node, "number-inexact", () => adviceOnDigits(source, value), key);
    }
    if (tag !== undefined) return;
    const reading = readingOfVersions(source);
    if (reading === undefined || (key === undefined && isDocumentedTimestamp(path))) return;
    warn(node, "yaml-1.1-scalar", () => adviceOnVersions(source, reading), key);
  };

  return { data: read(document.contents), aliases };
}

const notJson = "JSON cannot carry this value. If it is a text, put it in quotes.";

const adviceOnMergeKey =
  'Only YAML 1.1 has the merge key "<<", and which version the service reads is not documented: write the keys out.';

function adviceOnVersions(source: string, { yaml11, yaml12 }: ReadingOfVersions): string {
  const advice =
    yaml12 === "a text" ? "quote it" : "quote it if it is a text, else write a plain decimal number";
  return `${quoted(source)} is ${yaml11} in YAML 1.1 and ${yaml12} in YAML 1.2, and which one the service reads is not documented: ${advice}.`;
}

function adviceOnDigits(source: string, value: number): string {
  return `${quoted(source)} is read as ${numberText(value)}, since a number in JSON keeps about 16 digits: quote it if it is an id, else round it.`;
}

function placeOf(node: unknown): ProblemPlace {
  const range = isNode(node) ? node.range : undefined;
  return range ? { offset: range[0] } : {};
}

/** The key of a pair as JSON has it. */
export function keyOf(key: unknown): string | undefined {
  if (key === null) return "";
  return isScalar(key) && isPlainScalar(key.value) && !isTag(key.tag) ? String(key.value ?? "") : undefined;
}

function set(data: { [key: string]: Json }, name: string, value: Json): void {
  // Assigning to `__proto__` would set the prototype.
  if (name === "__proto__") {
    Object.defineProperty(data, name, { value, enumerable: true, configurable: true, writable: true });
  } else data[name] = value;
}

function isPlainScalar(value: unknown): value is string | number | boolean | null {
  return typeof value === "string" || value === null || typeof value === "boolean" || Number.isFinite(value);
}

function isMergeable(source: Json): boolean {
  const sources = Array.isArray(source) ? source : [source];
  return sources.length > 0 && sources.every((one) => isJsonObject(one) && !isTemplateTag(one));
}

/** The library reads a scalar with an unknown tag as a string. A number is taken for one where its text says no more. */
function taggedScalar({ source = "", type }: Scalar): Json {
  if (type !== Scalar.PLAIN) return source;
  if (source === "true") return true;
  if (source === "false") return false;
  if (source === "null") return null;
  const number = Number(source);
  return Number.isFinite(number) && numberText(number) === source ? number : source;
}

/** The documents write the `timestamp` of a wait step without quotes. */
function isDocumentedTimestamp(path: Path): boolean {
  return path.at(-1) === "timestamp" && path.at(-3) === "steps";
}
