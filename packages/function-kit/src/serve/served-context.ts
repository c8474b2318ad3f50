import type { IncomingHttpHeaders } from "node:http";
import type { Credentials } from "@fnfkit/sdk/transport";
import type { FcContext } from "../platform.ts";

/** The context of an invocation on a custom runtime, made of the request's headers and of the environment. */
export interface ServedContext extends FcContext {
  readonly accountId: string;
  readonly function: {
    readonly name: string;
    readonly handler: string;
    /** In MB. */
    readonly memory: number;
    /** In seconds. */
    readonly timeout: number;
  };
  readonly service: {
    /** Absent in FC 3.0, which has no services. */
    readonly name?: string;
    readonly logProject: string;
    readonly logStore: string;
    readonly qualifier: string;
    readonly versionId: string;
  };
  readonly tracing: {
    readonly spanContext?: string;
    readonly spanBaggages?: string;
    readonly jaegerEndpoint?: string;
  };
  readonly retryCount: number;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads it for one request. Credentials are the request's own where it carries some, else what the environment holds now. */
export function servedContext(headers: IncomingHttpHeaders, env: Environment = process.env): ServedContext {
  const header = (name: string) => {
    const value = headers[`x-fc-${name}`];
    return typeof value === "string" && value !== "" ? value : undefined;
  };
  const optional = <Key extends string>(key: Key, value: string | undefined) =>
    (value === undefined ? {} : { [key]: value }) as { readonly [key in Key]?: string };
  const credentials = credentialsOf(header, env);
  return {
    requestId: header("request-id") ?? "",
    ...(credentials !== undefined && { credentials }),
    region: header("region") ?? env.FC_REGION ?? "",
    accountId: header("account-id") ?? env.FC_ACCOUNT_ID ?? "",
    function: {
      name: header("function-name") ?? env.FC_FUNCTION_NAME ?? "",
      handler: header("function-handler") ?? env.FC_FUNCTION_HANDLER ?? "",
      memory: Number(header("function-memory") ?? env.FC_FUNCTION_MEMORY_SIZE ?? 0),
      timeout: Number(header("function-timeout") ?? env.FC_TIMEOUT ?? 0),
    },
    service: {
      ...optional("name", header("service-name")),
      logProject: header("service-logproject") ?? "",
      logStore: header("service-logstore") ?? "",
      qualifier: header("qualifier") ?? "",
      versionId: header("version-id") ?? "",
    },
    tracing: {
      ...optional("spanContext", header("tracing-opentracing-span-context")),
      ...optional("spanBaggages", header("tracing-opentracing-span-baggages")),
      ...optional("jaegerEndpoint", header("tracing-jaeger-endpoint")),
    },
    retryCount: Number(header("retry-count") ?? 0),
  };
}

function credentialsOf(
  header: (name: string) => string | undefined,
  env: Environment,
): Credentials | undefined {
  const [accessKeyId, accessKeySecret, securityToken] = header("access-key-id")
    ? [header("access-key-id"), header("access-key-secret"), header("security-token")]
    : [
        env.ALIBABA_CLOUD_ACCESS_KEY_ID,
        env.ALIBABA_CLOUD_ACCESS_KEY_SECRET,
        env.ALIBABA_CLOUD_SECURITY_TOKEN,
      ];
  if (!accessKeyId || !accessKeySecret) return undefined;
  return { accessKeyId, accessKeySecret, ...(securityToken && { securityToken }) };
}
