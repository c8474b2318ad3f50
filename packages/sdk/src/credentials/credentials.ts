/** An access key pair, with the token that belongs to it when it is a temporary one. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  readonly securityToken?: string;
}

/**
 * Credentials as they are, or a function asked for them before every request, so that temporary ones can rotate. When it
 * throws, the call fails with `ConfigurationError`, which names the error but leaves out what it said.
 */
export type CredentialsSource = Credentials | (() => Credentials | Promise<Credentials>);
