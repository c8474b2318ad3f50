import { ConfigurationError } from "../errors/configuration-error.ts";
import type { Credentials } from "./credentials.ts";

type Vendor = Omit<typeof import("@alicloud/credentials"), "default">;

interface Source {
  /** Whether the environment mentions it; absent: it is always worth a look. */
  readonly variable?: string;
  build(vendor: Vendor): Provider;
}

interface Provider {
  getCredentials(): Promise<{
    readonly accessKeyId?: string;
    readonly accessKeySecret?: string;
    readonly securityToken?: string;
  }>;
}

// The order is the vendor's own. Its DefaultCredentialsProvider itself is not used: it asks the ECS metadata server even
// where there is none, which takes seconds to fail; after one failure it asks only its last source ever after; and a call
// made while another one is still looking fails.
const sources: readonly Source[] = [
  {
    variable: "ALIBABA_CLOUD_ACCESS_KEY_ID",
    build: (vendor) => vendor.EnvironmentVariableCredentialsProvider.builder().build(),
  },
  {
    variable: "ALIBABA_CLOUD_OIDC_TOKEN_FILE",
    build: (vendor) => vendor.OIDCRoleArnCredentialsProvider.builder().build(),
  },
  { build: (vendor) => vendor.CLIProfileCredentialsProvider.builder().build() },
  { build: (vendor) => vendor.ProfileCredentialsProvider.builder().build() },
  {
    variable: "ALIBABA_CLOUD_ECS_METADATA",
    build: (vendor) => vendor.ECSRAMRoleCredentialsProvider.builder().build(),
  },
  {
    variable: "ALIBABA_CLOUD_CREDENTIALS_URI",
    build: (vendor) => vendor.URICredentialsProvider.builder().build(),
  },
];

// Providers keep temporary credentials until they grow stale, so each is built once.
const providers = new Map<Source, Provider>();

/**
 * The first credentials that the vendor's default sources give.
 *
 * @throws ConfigurationError when none does; what each said is left out, since it may quote what it read
 */
export async function defaultChain(): Promise<Credentials> {
  const vendor = await import("@alicloud/credentials");
  const failed: string[] = [];
  for (const source of sources) {
    if (source.variable !== undefined && !process.env[source.variable]) continue;
    try {
      const provider = providers.get(source) ?? source.build(vendor);
      providers.set(source, provider);
      const { accessKeyId, accessKeySecret, securityToken } = await provider.getCredentials();
      if (accessKeyId && accessKeySecret) {
        return { accessKeyId, accessKeySecret, ...(securityToken ? { securityToken } : {}) };
      }
    } catch {
      if (source.variable !== undefined) failed.push(source.variable);
    }
  }
  const hint = failed.length === 0 ? "" : ` (${failed.join(", ")} is set, but gave none)`;
  throw new ConfigurationError(
    `Failed to find credentials: none were given and the default chain found none${hint}. Set ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET, or give the client credentials.`,
  );
}
