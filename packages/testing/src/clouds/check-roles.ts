import type { RoleStatement } from "./access.ts";
import { checkChoice, checkNames } from "./check-names.ts";
import { checkKind, refused } from "./check-value.ts";

const statementNames: { readonly [Name in keyof Required<RoleStatement>]: true } = {
  ...{ Effect: true, Action: true, Resource: true },
};

/**
 * Makes sure that what roles may do is said in words that count.
 *
 * @throws ConfigurationError otherwise: a misspelt word would let a role do more, or less, than is meant
 */
export function checkRoles(what: string, roles: unknown): void {
  if (typeof roles !== "object" || roles === null || Array.isArray(roles)) {
    throw refused(what, "roles", roles, "an object from the roles' resource names to their policies");
  }
  for (const [role, policy] of Object.entries(roles)) checkPolicy(`${what} with role "${role}"`, policy);
}

function checkPolicy(what: string, policy: unknown): void {
  if (!Array.isArray(policy)) checkNames(what, policy as object, ["Version", "Statement"]);
  const statements = Array.isArray(policy) ? policy : (policy as { readonly Statement?: unknown }).Statement;
  if (!Array.isArray(statements)) throw refused(what, "Statement", statements, "a list of statements");
  for (const statement of statements) checkStatement(what, statement);
}

function checkStatement(what: string, statement: RoleStatement): void {
  checkNames(what, statement, Object.keys(statementNames));
  const { Effect, Action, Resource } = statement;
  if (Effect !== undefined) checkChoice(what, "Effect", Effect, ["Allow", "Deny"]);
  checkTexts(what, "Action", Action);
  if (Resource !== undefined) checkTexts(what, "Resource", Resource);
}

function checkTexts(what: string, option: string, value: unknown): void {
  for (const text of Array.isArray(value) ? value : [value]) checkKind(what, option, text, "string");
}
