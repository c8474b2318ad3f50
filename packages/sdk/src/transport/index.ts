export type { ClientConfig } from "../credentials/client-config.ts";
export type { Credentials, CredentialsSource } from "../credentials/credentials.ts";
export type { FnfAnswer, FnfRequest, FnfSend } from "./send.ts";
export {
  createFnfTransport,
  type FnfCallOptions,
  type FnfParams,
  type FnfTransport,
  type FnfTransportConfig,
} from "./transport.ts";
export { preloadFnfClient } from "./vendor-send.ts";
