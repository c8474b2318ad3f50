import { refuse } from "./refusal.ts";

const name = /^[A-Za-z_][A-Za-z0-9_-]{0,127}$/;

/** Whether `text` can be the name of a flow, an execution or a step. */
export function isName(text: string): boolean {
  return name.test(text);
}

/** Refuses what cannot be the name of a flow or a step. */
export function requireName(what: "flow" | "step", text: string): void {
  if (isName(text)) return;
  refuse(
    `${what}-name-form`,
    `The ${what} name "${text}" must start with a letter or "_" and hold only letters, digits, "_" and "-" (at most 128).`,
  );
}
