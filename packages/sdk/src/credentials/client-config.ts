import type { ClientHooks } from "../call/client-hooks.ts";
import type { ServiceRates } from "../call/rates.ts";
import type { Clock } from "../runtime/clock.ts";
import type { CredentialsSource } from "./credentials.ts";

/** Where a client calls, as whom, and by which clock: the same for every client. */
export interface ClientConfig {
  /** Region id, e.g. `cn-hangzhou`. */
  readonly region: string;
  /** Account id. Function Compute's endpoints need it. */
  readonly accountId?: string;
  /**
   * Default: the vendor's chain, which looks into the environment, an OIDC role, and the configuration files in the home
   * directory; the metadata server of an ECS instance only when `ALIBABA_CLOUD_ECS_METADATA` names its role.
   */
  readonly credentials?: CredentialsSource;
  /** Another endpoint than the region's own: a URL, `https` when it has no scheme. */
  readonly endpoint?: string;
  /** Whether to call the region's endpoint inside its VPC network. Default `false`; `endpoint` overrides it. */
  readonly internal?: boolean;
  /** Default: the system's. */
  readonly clock?: Clock;
  /** What is told of every attempt of every call. Default: nobody is. */
  readonly hooks?: ClientHooks;
  /**
   * How fast to call at most. Calls beyond wait for their turn, in order; waiting counts towards `timeoutMs`, not towards an
   * attempt. `documented`: as fast as the services document for an account in a region, which shares its rates with nobody
   * else. Default: no limit; what the service refuses is tried again.
   */
  readonly rates?: ServiceRates | "documented";
}
