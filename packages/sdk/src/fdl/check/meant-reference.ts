import { closest } from "../closest.ts";
import { isReferenceText } from "../reference/index.ts";
import { contextPaths, isContextPath } from "./context-paths.ts";

const roots = ["$input", "$local", "$context"] as const;

/** The reference that the string of a mapping was probably meant to be, if it is nearly one. */
export function meantReference(text: string): string | undefined {
  if (isReferenceText(text)) {
    const isContext = /^\$context\b/.test(text) && !isContextPath(text);
    if (isContext) return closest(text, contextPaths, 2);
  }
  const [root = ""] = /^\$\w+/.exec(text) ?? [];
  if (roots.some((one) => one === root)) return undefined;
  const near = closest(root, roots, 1);
  return near === undefined ? undefined : `${near}${text.slice(root.length)}`;
}
