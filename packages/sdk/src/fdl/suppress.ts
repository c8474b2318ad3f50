import type { Diagnostic } from "../errors/flow-definition-error.ts";
import type { FlowSource, Position } from "./source.ts";

/** A code in a comment that suppresses, and where it stands. */
export interface Suppression extends Position {
  /** Empty when the comment names none. */
  readonly code: string;
  /** What the comment begins with where that is no directive, so that it suppresses nothing. */
  readonly misspelt?: string;
  /** The line it is for; none when it is for the whole text. */
  readonly target?: number;
}

/** What {@link suppress} answers. */
export interface Suppressed {
  /** What no comment suppresses, in the order it was given. */
  readonly kept: readonly Diagnostic[];
  /** The suppressions that had something to suppress. */
  readonly used: ReadonlySet<Suppression>;
}

/** Takes out the diagnostics that stand on a line which a comment speaks of. */
export function suppress(
  diagnostics: readonly Diagnostic[],
  suppressions: readonly Suppression[],
): Suppressed {
  const used = new Set<Suppression>();
  if (suppressions.length === 0) return { kept: diagnostics, used };
  const byPlace = new Map<string, Suppression[]>();
  for (const suppression of suppressions) {
    const place = placeKey(suppression.code, suppression.target);
    const same = byPlace.get(place);
    if (same === undefined) byPlace.set(place, [suppression]);
    else same.push(suppression);
  }
  const kept = diagnostics.filter(({ code, line }) => {
    const matching = [placeKey(code, line), placeKey(code)].flatMap((place) => byPlace.get(place) ?? []);
    for (const suppression of matching) used.add(suppression);
    return matching.length === 0;
  });
  return { kept, used };
}

function placeKey(code: string, line?: number): string {
  return `${line ?? "all"} ${code}`;
}

const directive = /^#\s*(fnfkit-ignore(?:-file)?)(?:\s+(.*))?$/s;

/**
 * What the comments of a text suppress, in the order of the text.
 *
 * @example
 * // # fnfkit-ignore step-name, wait-too-long -- the name is older than the rule
 * suppressionsOf(source);
 * // [{ code: "step-name", line: 4, column: 19, target: 5 }, { code: "wait-too-long", line: 4, column: 30, target: 5 }]
 */
export function suppressionsOf({ text, comments }: FlowSource): readonly Suppression[] {
  const marked = comments.filter((comment) => /^fnfkit-/i.test(comment.text));
  if (marked.length === 0) return [];
  const lines = text.split(/\r?\n/);
  const targets = targetLines(lines);
  return marked.flatMap(({ text: said, line, column }): readonly Suppression[] => {
    const [whole, kind, list = ""] = directive.exec((lines[line - 1] ?? "").slice(column - 1)) ?? [];
    if (whole === undefined) {
      const [misspelt = ""] = /^\S+/.exec(said) ?? [];
      return [{ code: "", misspelt, line, column }];
    }
    const target = kind === "fnfkit-ignore" ? { target: targets[line] as number } : {};
    const codes = [...codesIn(list)];
    if (codes.length === 0) return [{ code: "", line, column, ...target }];
    const start = column + whole.length - list.length;
    return codes.map(([code, offset]) => ({ code, line, column: start + offset, ...target }));
  });
}

/** Each code of a list and where it stands; the reason after `--` is for people. */
function codesIn(list: string): ReadonlyMap<string, number> {
  const codes = list.replace(/(^|\s)--(\s.*)?$/s, "");
  return new Map(Array.from(codes.matchAll(/[^\s,]+/g), ({ 0: code, index }) => [code, index]));
}

/** For each line, from 1: the line that a comment on it is for. */
function targetLines(lines: readonly string[]): readonly number[] {
  const targets: number[] = [];
  let next = lines.length + 1;
  for (let line = lines.length; line > 0; line--) {
    if (!/^\s*(#|$)/.test(lines[line - 1] as string)) next = line;
    targets[line] = next;
  }
  return targets;
}
