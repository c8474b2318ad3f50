// The vendor ships no types. What is used of its client, and no more; never part of a public declaration file.
declare module "@alicloud/fnf-2019-03-15" {
  interface CredentialsProvider {
    getCredentials(): Promise<{
      readonly accessKeyId: string;
      readonly accessKeySecret: string;
      readonly securityToken?: string;
    }>;
  }
  export default class Client {
    constructor(config: { readonly endpoint: string; readonly credentialsProvider: CredentialsProvider });
    /** Asked at every request. */
    credentialsProvider: CredentialsProvider;
    /** When on, `request` answers with the parsed body and what is known of the HTTP exchange. */
    verbose: boolean;
    request(
      action: string,
      params: Record<string, string>,
      options: {
        method?: "POST";
        timeout?: number;
        /** Called on what becomes the request's options and body, before it is made. */
        beforeRequest?: (
          this: {
            data?:
              | string
              | { pipe(request: import("node:http").ClientRequest): void; once(): void }
              | undefined;
          },
          options: object,
        ) => object;
      },
    ): Promise<
      [
        body: unknown,
        entry: {
          readonly response: {
            readonly statusCode: number;
            readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
          };
        },
      ]
    >;
  }
}
