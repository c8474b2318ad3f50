import type { CallOptions } from "../call/call-options.ts";
import { objectOf, objectsOf, textOf } from "../call/wire-values.ts";
import type { FnfTransport } from "../transport/transport.ts";

/** A region that the service is in. */
export interface Region {
  /** E.g. `cn-hangzhou`. */
  readonly id: string;
  /** The host that answers there. */
  readonly endpoint: string;
  /** What people call it. */
  readonly name: string;
}

/** How to ask for regions. */
export interface RegionOptions extends CallOptions {
  /** The language of their names. Default: the service's own, Chinese. */
  readonly language?: "zh-CN" | "en-US" | (string & {});
}

export async function describeRegions(
  transport: FnfTransport,
  { language, ...options }: RegionOptions,
): Promise<readonly Region[]> {
  const { Regions } = await transport.call("DescribeRegions", { AcceptLanguage: language }, options);
  return objectsOf(objectOf(Regions)?.Region).map(({ RegionId, RegionEndpoint, LocalName }) => ({
    id: textOf(RegionId) ?? "",
    endpoint: textOf(RegionEndpoint) ?? "",
    name: textOf(LocalName) ?? "",
  }));
}
