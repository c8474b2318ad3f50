import { CloudError } from "./cloud-error.ts";
import { decodeFc } from "./decode-fc.ts";
import { decodeFnf } from "./decode-fnf.ts";
import { dialectOf } from "./dialect.ts";
import { readMessage } from "./message.ts";
import type { WireRequest } from "./wire-request.ts";

/**
 * Reads a request to either cloud. It consumes the body and believes nothing: see {@link authenticate}.
 *
 * @throws CloudError when it is a call of neither FnF (2019-03-15), FC 2.0 (2016-08-15) nor FC 3.0 (2023-03-30).
 */
export async function decodeRequest(request: Request): Promise<WireRequest> {
  const message = await readMessage(request);
  const dialect = dialectOf(message.url.pathname);
  if (dialect === undefined) {
    throw new CloudError(
      400,
      "PathNotSupported",
      `Failed to route "${message.method} ${message.url.pathname}": the clouds know FnF at "/" (2019-03-15), FC 2.0 below "/2016-08-15/" and FC 3.0 below "/2023-03-30/". Use one of these API versions.`,
    );
  }
  return dialect === "fnf" ? decodeFnf(message) : decodeFc(dialect, message);
}
