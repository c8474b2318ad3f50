import { ConfigurationError } from "@fnfkit/sdk/errors";

const oldest = 16;

/** @throws ConfigurationError on a Node that lacks what the kit needs */
export function checkNode(version = process.versions.node): void {
  if (Number(version.split(".")[0]) >= oldest) return;
  throw new ConfigurationError(
    `Failed to wrap a handler: @fnfkit/function-kit needs Node ${oldest} or later, and this is Node ${version}. Give the function the runtime nodejs16, nodejs18 or nodejs20, or a custom one.`,
  );
}
