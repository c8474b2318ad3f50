import {
  type Document,
  isMap,
  isNode,
  isSeq,
  type LineCounter,
  type Node,
  type Pair,
  type YAMLMap,
} from "yaml";
import type { FlowSource, Path, SourceComment } from "../source.ts";
import { keyOf } from "./plain-data.ts";
import { positionAt } from "./position-at.ts";

/** What a {@link FlowSource} of a YAML document is made from. */
export interface YamlSourceParts {
  readonly text: string;
  readonly filename?: string;
  readonly comments: readonly SourceComment[];
  readonly document: Document | undefined;
  readonly lines: LineCounter;
  readonly aliases: ReadonlyMap<Node, Node>;
}

/** Finds positions in a document when somebody asks: a flow without a mistake costs nothing. */
export function yamlSource({ document, lines, aliases, ...text }: YamlSourceParts): FlowSource {
  const pairs = new Map<YAMLMap, ReadonlyMap<string | undefined, Pair>>();
  return {
    ...text,
    positionOf(path, part = "value") {
      if (document === undefined) return undefined;
      let node = target(document.contents);
      let place = node;
      for (const [index, segment] of path.entries()) {
        const child = childOf(node, segment);
        if (child === undefined) break;
        const wanted = part === "key" && index === path.length - 1 ? child.key : child.value;
        place = wanted ?? child.key ?? place;
        node = target(child.value);
      }
      return positionAt(lines, place?.range?.[0] ?? 0);
    },
  };

  function target(node: unknown): Node | undefined {
    return isNode(node) ? (aliases.get(node) ?? node) : undefined;
  }

  function childOf(node: Node | undefined, segment: Path[number]) {
    if (isSeq(node)) return typeof segment === "number" ? child(undefined, node.items[segment]) : undefined;
    if (!isMap(node)) return undefined;
    const pair = pairsOf(node).get(String(segment));
    return pair && child(pair.key, pair.value);
  }

  // Remembered, since a mapping with very many mistakes is asked for each of them.
  function pairsOf(map: YAMLMap): ReadonlyMap<string | undefined, Pair> {
    const known = pairs.get(map) ?? new Map(map.items.map((pair) => [keyOf(pair.key), pair]));
    pairs.set(map, known);
    return known;
  }
}

function child(key: unknown, value: unknown) {
  return { key: isNode(key) ? key : undefined, value: isNode(value) ? value : undefined };
}
