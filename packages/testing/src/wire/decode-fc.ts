import { acs3Authentication } from "./acs3-signature.ts";
import { CloudError } from "./cloud-error.ts";
import { fcAuthentication } from "./fc-signature.ts";
import type { Message } from "./message.ts";
import type { FcRequest } from "./wire-request.ts";

const authentications = { "2.0": fcAuthentication, "3.0": acs3Authentication };

/** Reads a call of FC: a resource below the API version, signed as that generation signs. */
export function decodeFc(generation: FcRequest["generation"], message: Message): FcRequest {
  const { method, url, headers, body } = message;
  return {
    service: "fc",
    generation,
    method,
    path: fcPath(url.pathname.slice(url.pathname.indexOf("/", 1))),
    query: Object.fromEntries(url.searchParams),
    headers: Object.fromEntries(headers),
    body,
    authentication: authentications[generation](message),
  };
}

/** The decoded segments of a path below the API version. */
export function fcPath(below: string): readonly string[] {
  return below.split("/").slice(1).map(decodeSegment);
}

function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw new CloudError(400, "InvalidArgument", `path segment '${segment}' is not percent-encoded UTF-8`);
  }
}
