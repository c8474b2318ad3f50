/** What a role may do, as a RAM policy says it. */
export interface RoleStatement {
  /** Default `Allow`; what is denied is denied whatever else is allowed. */
  readonly Effect?: "Allow" | "Deny";
  /** E.g. `fc:InvokeFunction`; `*` stands for anything. */
  readonly Action: string | readonly string[];
  /** E.g. `acs:fc:cn-hangzhou:*:services/shop/*`. Default `*`. */
  readonly Resource?: string | readonly string[];
}

/** A role's statements, or a policy document that holds them. */
export type RolePolicy =
  | readonly RoleStatement[]
  | { readonly Version?: string; readonly Statement: readonly RoleStatement[] };

/** What the roles of the account may do, by their resource names, e.g. `acs:ram::1234567890123456:role/flows`. */
export type Roles = { readonly [roleArn: string]: RolePolicy };

/** Who may do what. */
export interface Access {
  /** Whether roles were declared at all; else everybody may do everything. */
  readonly isEnforced: boolean;
  /**
   * Whether a role may do something to a resource, which is `*` for an action that knows no single ones.
   *
   * @param role - nothing stands for the account itself, which may do everything
   */
  isAllowed(role: string | undefined, action: string, resource: string): boolean;
}

export function createAccess(roles: Roles | undefined): Access {
  return {
    isEnforced: roles !== undefined,
    isAllowed(role, action, resource) {
      if (roles === undefined || role === undefined) return true;
      const fitting = statementsOf(roles, role).filter((statement) => fits(statement, action, resource));
      return fitting.length > 0 && fitting.every(({ Effect = "Allow" }) => Effect === "Allow");
    },
  };
}

function statementsOf(roles: Roles, role: string): readonly RoleStatement[] {
  const policy = Object.hasOwn(roles, role) ? roles[role] : undefined;
  if (policy === undefined) return [];
  return "Statement" in policy ? policy.Statement : policy;
}

function fits({ Action, Resource = "*" }: RoleStatement, action: string, resource: string): boolean {
  return (
    listed(Action).some((pattern) => matches(pattern.toLowerCase(), action.toLowerCase())) &&
    listed(Resource).some((pattern) => matches(pattern, resource))
  );
}

function listed(value: string | readonly string[]): readonly string[] {
  return typeof value === "string" ? [value] : value;
}

function matches(pattern: string, text: string): boolean {
  const parts = pattern
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${parts}$`, "s").test(text);
}
