export { authenticate } from "./authenticate.ts";
export { CloudError } from "./cloud-error.ts";
export { type CloudFetch, neverThrowing } from "./cloud-fetch.ts";
export { fcPath } from "./decode-fc.ts";
export { decodeRequest } from "./decode-request.ts";
export { encodeAnswer, encodeError } from "./encode.ts";
export { encodeFc, encodeFcError } from "./encode-fc.ts";
export { encodeFnf, encodeFnfError, fnfAnswerBody, fnfErrorBody } from "./encode-fnf.ts";
export type { Authentication, FcRequest, FnfRequest, WireAnswer, WireRequest } from "./wire-request.ts";
