import { quoted } from "../../excerpt.ts";
import { type JobId, jobIdPath, jobIds } from "../job-ids.ts";
import type { Rule } from "../rule.ts";
import { type Pair, runTogether } from "../run-together.ts";
import type { Origin } from "../value-origin.ts";

export const jobIdShared = {
  code: "job-id-shared",
  severity: "warning",
  summary: "Two steps invoke one function under the same job id.",
  evidence: "D: asynchronous invocation, ids are unique in a function",
  *check(view) {
    const last = new Map<string, JobId>();
    const nameOwner = numbering();
    const pairs: Pair[] = [];
    for (const id of jobIds(view)) {
      const origin = originKey(id.origin, nameOwner);
      if (origin === undefined) continue;
      const key = `${functionKey(id)} ${origin}`;
      const earlier = last.get(key);
      if (earlier !== undefined) pairs.push([earlier.at, id.at]);
      last.set(key, id);
    }
    for (const [earlier, at] of runTogether(view, pairs)) {
      yield {
        message: `Step ${quoted(at.step.name)} invokes its function under the job id that step ${quoted(earlier.step.name)} has taken: give each an id of its own.`,
        at,
        path: jobIdPath,
      };
    }
  },
} as const satisfies Rule;

function functionKey({ at: { target } }: JobId): string {
  if (target.kind !== "function") return JSON.stringify(target);
  // Ids are unique in the function, whatever its qualifier.
  const { region, account, service, name } = target.function;
  return JSON.stringify([region, account, service, name]);
}

/** The same for two ids that must be equal whenever both steps run. */
function originKey(origin: Origin, nameOwner: (owner: object) => number): string | undefined {
  switch (origin.kind) {
    case "constant":
    case "execution":
      return `${origin.kind} ${origin.text}`;
    case "input":
      return `${nameOwner(origin.owner)} ${origin.text}`;
    default:
      return undefined;
  }
}

function numbering(): (owner: object) => number {
  const numbers = new Map<object, number>();
  return (owner) => {
    const number = numbers.get(owner) ?? numbers.size;
    numbers.set(owner, number);
    return number;
  };
}
