import { ConfigurationError } from "../errors/configuration-error.ts";

/**
 * A region that can be one, whatever was given in its place.
 *
 * @param client - whose configuration it is, for the message: `Function Compute`
 * @throws ConfigurationError otherwise
 */
export function checkedRegion(region: unknown, client: string): string {
  if (typeof region === "string" && /^[a-z0-9-]+$/.test(region)) return region;
  const what =
    region === undefined || region === "" ? "there is no region" : `region "${region}" cannot be one`;
  throw unusable(client, `${what}. Give a region id such as "cn-hangzhou".`);
}

/**
 * An endpoint as a URL without a slash at its end; `https` when it has no scheme.
 *
 * @throws ConfigurationError when it is no such URL. The message does not repeat it: it may carry a password
 */
export function checkedEndpoint(endpoint: string, client: string, { path = false } = {}): string {
  const text = /^\w+:\/\//.test(endpoint) ? endpoint : `https://${endpoint}`;
  const url = parsed(text);
  const isFit =
    url !== undefined &&
    /^https?:$/.test(url.protocol) &&
    url.username + url.password + url.search + url.hash === "" &&
    (path || url.pathname === "/");
  if (!isFit) {
    throw unusable(
      client,
      `the endpoint is not a URL of http or https${path ? "" : " without a path"}, such as https://127.0.0.1:9000.`,
    );
  }
  return text.replace(/\/+$/, "");
}

// `URL.canParse` is younger than the oldest Node the function kit runs on.
function parsed(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}

/** What cannot be used to call a cloud. */
export function unusable(client: string, reason: string): ConfigurationError {
  return new ConfigurationError(`Failed to create a client for ${client}: ${reason}`);
}
