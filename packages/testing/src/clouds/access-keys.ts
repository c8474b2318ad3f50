import { createHmac } from "node:crypto";

/** An access key, with the token that belongs to it when it is a temporary one. */
export interface AccessKey {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  readonly securityToken?: string;
}

/** The access keys that the clouds accept: the account's own, and temporary ones that they hand out. */
export interface AccessKeys {
  /** The account's own key. */
  readonly main: AccessKey;
  /** Makes a temporary key, e.g. for a function's role. */
  issue(role?: string): Required<AccessKey>;
  /** Whose a key is: nothing for the account's own, blank for one issued to nobody in particular. */
  roleOf(accessKeyId: string): string | undefined;
  /** The secret of a key; nothing when there is no such key, or the security token is not its own. */
  secretOf(accessKeyId: string, securityToken: string | undefined): string | undefined;
  /** Forgets the temporary keys. */
  reset(): void;
}

export function createAccessKeys(
  seed: number,
  main: AccessKey = { accessKeyId: `LTAI${made(seed, "id", 16)}`, accessKeySecret: made(seed, "secret", 30) },
): AccessKeys {
  const issued = new Map<string, Required<AccessKey>>();
  const roles = new Map<string, string>();
  return {
    main,
    issue(role = "") {
      const number = issued.size;
      const credentials = {
        accessKeyId: `STS.${made(seed, `id ${number}`, 24)}`,
        accessKeySecret: made(seed, `secret ${number}`, 44),
        securityToken: made(seed, `token ${number}`, 64),
      };
      issued.set(credentials.accessKeyId, credentials);
      roles.set(credentials.accessKeyId, role);
      return credentials;
    },
    roleOf: (accessKeyId) => roles.get(accessKeyId),
    secretOf(accessKeyId, securityToken) {
      const key: AccessKey | undefined = accessKeyId === main.accessKeyId ? main : issued.get(accessKeyId);
      return key !== undefined && key.securityToken === securityToken ? key.accessKeySecret : undefined;
    },
    reset() {
      issued.clear();
      roles.clear();
    },
  };
}

function made(seed: number, what: string, length: number): string {
  const digest = createHmac("sha512", `fnfkit ${seed}`).update(what).digest("hex");
  return digest.slice(0, length);
}
