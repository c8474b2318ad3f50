import {
  type Document,
  isAlias,
  isCollection,
  isMap,
  isScalar,
  isSeq,
  type Node,
  Scalar,
  type YAMLMap,
  type YAMLSeq,
} from "yaml";
import { isJsonObject, type Json } from "../../contract/json.ts";
import { numberText } from "../number-text.ts";
import { isTemplateTag, templateTag } from "../shape/index.ts";
import { readingOfVersions } from "../yaml-versions.ts";
import type { Problems } from "./problems.ts";
import { deepestNesting, isLocalTag } from "./read-yaml.ts";

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

  const refuse = (code: string, message: string) => {
    problems.error(code, path, () => message);
    return null;
  };

  const stop = (code: string, message: string) => {
    isStopped = true;
    return refuse(code, message);
  };

  const read = (node: unknown): Json => {
    if (isStopped) return null;
    if (++values > enough) {
      return stop("yaml-too-many-values", `Its aliases expand to more than ${enough} values.`);
    }
    if (path.length > deepestNesting) {
      return stop("yaml-too-deep", `Its aliases nest more than ${deepestNesting} levels deep.`);
    }
    if (node === null) return null;
    if (isScalar(node)) {
      if (node.anchor !== undefined) anchors.set(node.anchor, node);
      if (isLocalTag(node.tag)) return templateTag(node.tag, taggedScalar(node));
      if (node.type === Scalar.PLAIN) lookAtVersions(node);
      return isPlainScalar(node.value) ? node.value : refuse("yaml-not-json", "JSON cannot carry this value.");
    }
    if (isAlias(node)) {
      const target = aliases.get(node) ?? anchors.get(node.source);
      if (target === undefined)
        return refuse("yaml-alias", `No anchor "&${node.source}" comes before this alias.`);
      if (open.has(target))
        return refuse("yaml-alias", `The alias "*${node.source}" stands inside its own anchor.`);
      aliases.set(node, target);
      copying += 1;
      const copy = read(target);
      copying -= 1;
      return copy;
    }
    if (!isCollection(node)) return refuse("yaml-not-json", "JSON cannot carry this value.");
    if (node.anchor !== undefined) {
      anchors.set(node.anchor, node);
      open.add(node);
    }
    const data = isMap(node) ? readMap(node) : isSeq(node) ? readSeq(node) : null;
    if (node.anchor !== undefined) open.delete(node);
    return isLocalTag(node.tag) ? templateTag(node.tag, data) : data;
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
        refuse("yaml-not-json", "JSON has only strings as keys: write a plain key here.");
        continue;
      }
      if (Object.hasOwn(data, name)) {
        path.push(name);
        problems.error(
          "yaml-duplicate-key",
          path,
          () => `The key "${name}" stands here for the second time.`,
          "key",
        );
        path.pop();
      }
      if (isScalar(key) && key.type === Scalar.PLAIN) {
        if (name === "<<") {
          const source = readAt(name, value);
          if (isMergeable(source)) {
            merged.push(source);
            warnOfMerge();
          } else set(data, name, source);
          continue;
        }
        lookAtVersions(key, name);
      }
      set(data, name, readAt(name, value));
    }
    for (const source of merged.flat() as { [key: string]: Json }[]) {
      values += Object.keys(source).length;
      for (const [name, value] of Object.entries(source)) {
        if (!Object.hasOwn(data, name)) set(data, name, value);
      }
    }
    return data;
  };

  const warnOfMerge = () => {
    if (copying > 0) return;
    path.push("<<");
    problems.warning(
      "yaml-merge-key",
      path,
      () =>
        'Only YAML 1.1 has the merge key "<<", and which version the service reads is not documented: write the keys out.',
      "key",
    );
    path.pop();
  };

  const lookAtVersions = ({ source = "" }: Scalar, key?: string) => {
    const reading = readingOfVersions(source);
    if (reading === undefined || copying > 0 || isDocumentedTimestamp(path, key)) return;
    const { yaml11, yaml12 } = reading;
    if (key !== undefined) path.push(key);
    problems.warning(
      "yaml-1.1-scalar",
      path,
      () =>
        `"${source}" is ${yaml11} in YAML 1.1 and ${yaml12} in YAML 1.2, and which one the service reads is not documented: ${
          yaml12 === "a text" ? "quote it" : "quote it if it is a text, else write a plain decimal number"
        }.`,
      key === undefined ? undefined : "key",
    );
    if (key !== undefined) path.pop();
  };

  return { data: read(document.contents), aliases };
}

/** The key of a pair as JSON has it. */
export function keyOf(key: unknown): string | undefined {
  if (key === null) return "";
  return isScalar(key) && isPlainScalar(key.value) && !isLocalTag(key.tag)
    ? String(key.value ?? "")
    : undefined;
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
function isDocumentedTimestamp(path: readonly (string | number)[], key: string | undefined): boolean {
  return key === undefined && path.at(-1) === "timestamp" && path.at(-3) === "steps";
}
