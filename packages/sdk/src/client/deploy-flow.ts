import type { CallOptions } from "../call/call-options.ts";
import { withLimits } from "../call/with-limits.ts";
import type { JsonObject } from "../contract/json.ts";
import { ConfigurationError } from "../errors/configuration-error.ts";
import { isServiceError } from "../errors/service-error.ts";
import type { FlowDefinition } from "../flow/flow-definition.ts";
import type { FnfTransport } from "../transport/transport.ts";
import { type CheckedDefinition, checkedDefinition } from "./checked-definition.ts";
import type { FlowText } from "./flow-text.ts";

/** How to deploy a flow. */
export interface DeployOptions extends CallOptions {
  /** The role that the service assumes to run the flow's tasks: `acs:ram::{account}:role/{name}`. */
  readonly roleArn: string;
  /** Shown in the console. Default: what is there already, or that fnfkit deployed it. */
  readonly description?: string;
}

/** What deploying came to. */
export type DeployOutcome = "created" | "updated" | "unchanged";

interface Wanted extends Pick<DeployOptions, "roleArn" | "description"> {
  readonly name: string;
  readonly definition: CheckedDefinition;
}

/** Makes the service's flow be what is wanted, however many others are deploying it. */
export async function deployFlow(
  transport: FnfTransport,
  flow: FlowDefinition | FlowText,
  { roleArn, description, ...limits }: DeployOptions,
): Promise<DeployOutcome> {
  requireRole(flow.name, roleArn);
  const wanted: Wanted = {
    name: flow.name,
    definition: await checkedDefinition(flow),
    roleArn,
    ...(description === undefined ? {} : { description }),
  };
  const what = `deploy flow "${flow.name}"`;
  return withLimits({ clock: transport.clock, what, ...limits }, async ({ signal }) => {
    for (let round = 1; ; round++) {
      try {
        return await reconcile(transport, wanted, signal);
      } catch (failure) {
        if (round === mostRounds || !isLostRace(failure)) throw failure;
      }
    }
  });
}

// Two forms are documented: `acs:ram::{account}:role/{name}` and `acs:ram:{region}:{account}:{name}`.
const role = /^acs:ram:[\w-]*:\w*:(role\/)?[\w.-]+$/;

function requireRole(flow: string, roleArn: unknown): void {
  if (typeof roleArn === "string" && role.test(roleArn)) return;
  throw new ConfigurationError(
    `Failed to deploy flow "${flow}": its tasks need a role to call functions with. Give roleArn as acs:ram::{account}:role/{name}.`,
  );
}

const mostRounds = 5;

// Somebody else created, changed or deleted the flow after it was looked at.
function isLostRace(failure: unknown): boolean {
  return (
    isServiceError(failure) &&
    ["FlowAlreadyExists", "ConcurrentUpdateError", "FlowNotExists", "PreconditionFailed"].includes(
      failure.serviceCode,
    )
  );
}

async function reconcile(
  transport: FnfTransport,
  { name, definition, roleArn, description }: Wanted,
  signal: AbortSignal,
): Promise<DeployOutcome> {
  const content = {
    Name: name,
    Definition: definition.text,
    Type: "FDL",
    RoleArn: roleArn,
    Description: description,
  };
  const present = await describeFlow(transport, name, signal);
  if (present === undefined) {
    const Description = description ?? "Deployed with fnfkit";
    await transport.call("CreateFlow", { ...content, Description }, { signal });
    return "created";
  }
  const isAsWanted =
    definition.isSameAs(String(present.Definition)) &&
    (present.RoleArn ?? "") === roleArn &&
    (description === undefined || (present.Description ?? "") === description);
  if (isAsWanted) return "unchanged";
  await transport.call("UpdateFlow", content, { signal });
  return "updated";
}

async function describeFlow(
  transport: FnfTransport,
  name: string,
  signal: AbortSignal,
): Promise<JsonObject | undefined> {
  try {
    return await transport.call("DescribeFlow", { Name: name }, { signal });
  } catch (failure) {
    if (isServiceError(failure, "FlowNotExists")) return undefined;
    throw failure;
  }
}
