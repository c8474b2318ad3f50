import type { Authentication } from "./wire-request.ts";

/** What a request without a signature says about its sender: nothing. */
export const unsigned: Authentication = { accessKeyId: "", signedWith: () => false };
