import { parseArgs } from "node:util";

/** How the local server is started. */
export interface LocalOptions {
  /** 0: any free one. */
  readonly port: number;
  /** A module whose default export maps function names to functions. */
  readonly functions: string | undefined;
  /** A folder of `*.yml` flows. */
  readonly flows: string | undefined;
  readonly accessKey: { readonly accessKeyId: string; readonly accessKeySecret: string } | undefined;
  readonly region: string | undefined;
  readonly accountId: string | undefined;
  /** As on the wall, or jumping over whatever only waits. */
  readonly time: "real" | "virtual";
  /** How many times as fast as on the wall real time passes. */
  readonly speed: number;
}

export const usage = `Usage: fnf-local [options]

Serves Serverless Workflow (2019-03-15) and Function Compute (2016-08-15, 2023-03-30) on 127.0.0.1.

  --port PORT                the port; any free one by default
  --functions MODULE         a module whose default export maps "service/function" (FC 2.0) or "function" (FC 3.0) to a handler
  --flows FOLDER             deploys its *.yml flows, each by its file's name
  --access-key-id ID         the access key that requests are signed with; by default one that is printed
  --access-key-secret SECRET
  --region REGION            default cn-hangzhou
  --account-id ID            default 1234567890123456
  --time real|virtual        virtual time jumps over whatever only waits; default real
  --speed N                  how many times as fast real time passes; default 1
  --help
`;

/** A command line that cannot be meant. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/**
 * Reads a command line; nothing when it asks for help.
 *
 * @throws UsageError
 */
export function readOptions(args: readonly string[]): LocalOptions | undefined {
  const { help, port, time, speed, ...values } = parsed(args);
  if (help === true) return undefined;
  const id = values["access-key-id"];
  const secret = values["access-key-secret"];
  if ((id === undefined) !== (secret === undefined)) {
    throw new UsageError("--access-key-id and --access-key-secret belong together: give both or none.");
  }
  if (time !== "real" && time !== "virtual") throw new UsageError("--time is real or virtual.");
  return {
    port: numberOf("--port", port, (value) => Number.isInteger(value) && value >= 0 && value <= 65_535),
    functions: values.functions,
    flows: values.flows,
    accessKey:
      id === undefined || secret === undefined ? undefined : { accessKeyId: id, accessKeySecret: secret },
    region: values.region,
    accountId: values["account-id"],
    time,
    speed: numberOf("--speed", speed, (value) => value > 0 && value < Number.POSITIVE_INFINITY),
  };
}

function parsed(args: readonly string[]) {
  const string = { type: "string" } as const;
  try {
    return parseArgs({
      args: [...args],
      options: {
        port: { ...string, default: "0" },
        functions: string,
        flows: string,
        "access-key-id": string,
        "access-key-secret": string,
        region: string,
        "account-id": string,
        time: { ...string, default: "real" },
        speed: { ...string, default: "1" },
        help: { type: "boolean" },
      },
    }).values;
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

function numberOf(name: string, text: string, isGood: (value: number) => boolean): number {
  const value = text.trim() === "" ? Number.NaN : Number(text);
  if (isGood(value)) return value;
  throw new UsageError(`${name} cannot be "${text}".`);
}
