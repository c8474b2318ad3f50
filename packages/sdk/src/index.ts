export type { CallOptions } from "./call/call-options.ts";
export * from "./client/index.ts";
export * from "./contract/index.ts";
export type { ClientConfig, Credentials, CredentialsSource } from "./credentials/index.ts";
export * from "./errors/index.ts";
export * from "./flow/index.ts";
export * from "./functions/index.ts";
export * from "./reporter/index.ts";
export { type Clock, systemClock } from "./runtime/index.ts";
