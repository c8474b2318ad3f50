import { endingOf, type SeenEvent } from "./events.ts";
import { executionTree, type TreeNode } from "./execution-tree.ts";
import { safeJson, safeText } from "./redact.ts";

const longestValue = 200;

const marks = { succeeded: "✓", failed: "✗", running: "…" } as const;

/** An execution as a tree: its steps with what went in, what came out and what went wrong, without secrets. */
export function printExecution(events: readonly SeenEvent[]): string {
  const root = executionTree(events);
  const { status } = endingOf(events);
  return [`execution: ${status}`, ...details(root, "  "), ...children(root, "")].join("\n");
}

function children({ children: nodes }: TreeNode, indent: string): readonly string[] {
  return nodes.flatMap((node, index) => {
    const isLast = index === nodes.length - 1;
    const inner = `${indent}${isLast ? "   " : "│  "}`;
    return [
      `${indent}${isLast ? "└─ " : "├─ "}${heading(node)}`,
      ...details(node, `${inner}${node.children.length > 0 ? "│ " : "  "}`),
      ...children(node, inner),
    ];
  });
}

function heading({ kind, name, state, task }: TreeNode): string {
  const what = kind === "step" ? name : `${kind} ${name}`;
  const called = task === undefined ? "" : ` (${task.calls}, ${task.pattern}${times(task.attempts)})`;
  return `${marks[state]} ${what}${called}`;
}

function times(attempts: number): string {
  return attempts > 1 ? `, ${attempts} attempts` : "";
}

function details({ input, output, error }: TreeNode, indent: string): readonly string[] {
  const lines = [];
  if (input !== undefined) lines.push(`input:  ${clipped(safeJson(input))}`);
  if (output !== undefined) lines.push(`output: ${clipped(safeJson(output))}`);
  if (error !== undefined) lines.push(`error:  ${clipped(safeText(errorText(error)))}`);
  return lines.map((line) => `${indent}${line}`);
}

function errorText({ error, cause }: NonNullable<TreeNode["error"]>): string {
  return [error, causeText(cause)].filter((part) => part !== "").join(": ");
}

// The cause of a failed function is its error as JSON, with a stack that is no part of a line.
function causeText(cause: string): string {
  try {
    const { errorMessage } = Object(JSON.parse(cause)) as { readonly errorMessage?: unknown };
    return typeof errorMessage === "string" ? errorMessage : cause;
  } catch {
    return cause;
  }
}

function clipped(text: string): string {
  return text.length > longestValue ? `${text.slice(0, longestValue)}… (${text.length} characters)` : text;
}
