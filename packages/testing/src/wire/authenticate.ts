import { CloudError } from "./cloud-error.ts";
import type { WireRequest } from "./wire-request.ts";

/**
 * Makes sure that a request was signed by a holder of an access key.
 *
 * @param secretOf the secret of an access key; nothing when there is no such key, or the security token is not its own.
 * @throws CloudError 403 `InvalidAccessKeyID` or `SignatureNotMatch`; both services use the same codes.
 */
export function authenticate(
  { authentication }: WireRequest,
  secretOf: (accessKeyId: string, securityToken: string | undefined) => string | undefined,
): void {
  const { accessKeyId, securityToken } = authentication;
  if (accessKeyId === "") {
    throw new CloudError(
      403,
      "InvalidAccessKeyID",
      "The request is not signed. Give the client an access key.",
    );
  }
  const secret = secretOf(accessKeyId, securityToken);
  if (secret === undefined) {
    throw new CloudError(403, "InvalidAccessKeyID", "The access key id or its security token is invalid.");
  }
  if (!authentication.signedWith(secret)) {
    throw new CloudError(403, "SignatureNotMatch", "The signature is not the one that the access key makes.");
  }
}
