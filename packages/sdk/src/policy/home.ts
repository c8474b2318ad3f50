import { ConfigurationError } from "../errors/configuration-error.ts";

/** Where a flow runs. */
export interface Home {
  /** E.g. `cn-hangzhou`. */
  readonly region: string;
  /** The account's id. */
  readonly account: string;
}

// A wildcard, or what a policy reads as a variable, would grant more than is called.
const exact = {
  region: /^[a-z0-9-]+$/,
  account: /^\d+$/,
  service: /^[\w-]+$/,
  name: /^[\w-]+$/,
  qualifier: /^[\w.-]+$/,
} as const;

/** Whether each part that there is names one thing only. */
export function isExact(parts: { readonly [Part in keyof typeof exact]?: string | undefined }): boolean {
  return Object.entries(parts).every(
    ([part, text]) => text === undefined || exact[part as keyof typeof exact].test(text),
  );
}

/** @throws ConfigurationError when the region or the account is missing or not one */
export function checkedHome(given: Partial<Home> | null | undefined): Home {
  return {
    region: checked("region", given?.region, "cn-hangzhou"),
    account: checked("account", given?.account, "123456789"),
  };
}

// Asked from JavaScript, it may be anything.
function checked(part: keyof Home, given: unknown, example: string): string {
  if (typeof given === "string" && exact[part].test(given)) return given;
  const fault = typeof given === "string" ? `"${given}" is not the id of one` : "is missing or not a string";
  throw new ConfigurationError(`Failed to write policies: ${part} ${fault}. Give it as in "${example}".`);
}

/** The region and account of a resource name, where it is blank the flow's own. */
export function homeOf(
  { region, account }: { readonly region?: string; readonly account?: string },
  own: Home,
): Home {
  return { region: region || own.region, account: account || own.account };
}
