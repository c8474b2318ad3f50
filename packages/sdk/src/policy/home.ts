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

/** @throws ConfigurationError when the region or the account is not one */
export function checkedHome({ region, account }: Home): Home {
  for (const [part, text, example] of [
    ["region", region, "cn-hangzhou"],
    ["account", account, "123456789"],
  ] as const) {
    if (exact[part].test(text)) continue;
    throw new ConfigurationError(
      `Failed to write policies: ${part} "${text}" is not the id of one. Give it as in "${example}".`,
    );
  }
  return { region, account };
}

/** The region and account of a resource name, where it is blank the flow's own. */
export function homeOf(
  { region, account }: { readonly region?: string; readonly account?: string },
  own: Home,
): Home {
  return { region: region || own.region, account: account || own.account };
}
