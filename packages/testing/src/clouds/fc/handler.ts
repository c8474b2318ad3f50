import type { Runtime, runtimeKey } from "@fnfkit/sdk/runtime";

/**
 * A function's code, called as Function Compute calls it. It answers by its promise or by the callback, whichever comes
 * first; what it returns otherwise does not count.
 */
export type FunctionHandler = (event: Buffer, context: FunctionContext, callback: HandlerCallback) => unknown;

/** The third argument of a handler: ends the invocation with an error or a result. */
export type HandlerCallback = (error?: unknown, result?: unknown) => void;

/** The second argument of a handler, as the Node.js runtimes of Function Compute fill it. */
export interface FunctionContext {
  readonly requestId: string;
  /** Temporary credentials of the function's role. */
  readonly credentials: {
    readonly accessKeyId: string;
    readonly accessKeySecret: string;
    readonly securityToken: string;
  };
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
  readonly region: string;
  readonly accountId: string;
  readonly logger: FunctionLogger;
  readonly tracing: Readonly<Record<string, unknown>>;
  /** How often an asynchronous invocation has been tried before; 0 the first time. */
  readonly retryCount: number;
  /** Only where the cloud was told to hand the task token over by the context. */
  readonly taskToken?: string;
  readonly [runtimeKey]: Runtime;
}

/** The platform's log of one invocation. */
export type FunctionLogger = Readonly<
  Record<"debug" | "info" | "warn" | "error" | "log", (...message: unknown[]) => void>
>;
