import type { PolicyDocument, PolicyStatement } from "./policy-document.ts";

/** An action, and what it may be done to. */
export interface Grant {
  readonly action: string;
  readonly resource: string;
}

/** One policy for all of the grants; nothing for none. */
export function policyOf(grants: readonly Grant[]): PolicyDocument | undefined {
  if (grants.length === 0) return undefined;
  const resources = new Map<string, Set<string>>();
  for (const { action, resource } of grants) {
    const known = resources.get(action);
    if (known === undefined) resources.set(action, new Set([resource]));
    else known.add(resource);
  }
  return { Version: "1", Statement: statementsOf(resources) };
}

function statementsOf(resources: ReadonlyMap<string, ReadonlySet<string>>): readonly PolicyStatement[] {
  const statements = new Map<string, { readonly Action: string[]; readonly Resource: readonly string[] }>();
  for (const [action, set] of [...resources].sort(([one], [other]) => (one < other ? -1 : 1))) {
    const Resource = [...set].sort();
    const key = Resource.join("\n");
    const same = statements.get(key);
    if (same === undefined) statements.set(key, { Action: [action], Resource });
    else same.Action.push(action);
  }
  return [...statements.values()].map((statement) => ({ Effect: "Allow", ...statement }));
}
