export type { ClientConfig } from "./client-config.ts";
export type { Credentials, CredentialsSource } from "./credentials.ts";
