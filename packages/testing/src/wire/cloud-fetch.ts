import { randomUUID } from "node:crypto";
import { CloudError } from "./cloud-error.ts";
import { encodeError } from "./encode.ts";

/** Both clouds as one function. */
export type CloudFetch = (request: Request) => Promise<Response>;

/** The same clouds, but what they throw becomes a 500 that names no more than the kind of error. */
export function neverThrowing(fetch: CloudFetch): CloudFetch {
  return async (request) => {
    try {
      return await fetch(request);
    } catch (error) {
      const kind = error instanceof Error ? error.name : typeof error;
      const failure = new CloudError(500, "InternalServerError", `The clouds failed to answer: ${kind}.`);
      return encodeError(request, failure, randomUUID());
    }
  };
}
