// The vendor ships no types. What is used of its client, and no more; never part of a public declaration file.
declare module "@alicloud/fc2" {
  export default class Client {
    constructor(
      accountId: string,
      config: {
        readonly accessKeyID: string;
        readonly accessKeySecret: string;
        readonly securityToken?: string | undefined;
        readonly region: string;
        readonly endpoint: string;
        readonly headers: Record<string, string>;
        readonly timeout: number;
      },
    );
    request(
      method: string,
      path: string,
      query: Record<string, string> | null,
      body: Buffer | object | null,
      headers: Record<string, string>,
    ): Promise<{ readonly headers: Record<string, string | undefined>; readonly data: unknown }>;
  }
}
