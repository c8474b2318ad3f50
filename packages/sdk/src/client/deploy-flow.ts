import { isDeepStrictEqual } from "node:util";
import { type UnheardEffect, unheardEffect } from "../call/unheard-effect.ts";
import { withLimits } from "../call/with-limits.ts";
import { ConfigurationError } from "../errors/configuration-error.ts";
import type { Diagnostic } from "../errors/flow-definition-error.ts";
import { isServiceError } from "../errors/service-error.ts";
import type { FlowDefinition } from "../flow/flow-definition.ts";
import type { FnfTransport } from "../transport/transport.ts";
import type { AwaitOptions } from "./await-options.ts";
import { type CheckedDefinition, checkedDefinition } from "./checked-definition.ts";
import { type EnvironmentVariable, environmentOf, environmentText } from "./environment.ts";
import { type FlowDescription, flowDescription } from "./flow-description.ts";
import { type NewFlowSettings, settingsParams } from "./flow-settings.ts";
import type { FlowText } from "./flow-text.ts";
import { requireSendableName } from "./require-sendable-name.ts";

/** How to deploy a flow. What is not given stays as it is; `executionMode` and `resourceGroupId` are for a flow that is new. */
export interface DeployOptions extends AwaitOptions, Omit<NewFlowSettings, "roleArn" | "description"> {
  /** The role that the service assumes to run the flow's tasks: `acs:ram::{account}:role/{name}`. */
  readonly roleArn: string;
  /** Shown in the console. Default: what is there already, or that fnfkit deployed it. */
  readonly description?: string;
  /**
   * Told what `checkFlow` has to say of a flow that may be deployed: warnings and what is worth knowing. Not called when
   * there is nothing.
   */
  readonly onDiagnostics?: (diagnostics: readonly Diagnostic[], flow: string) => void;
}

/** What deploying came to. What an attempt did whose answer was lost counts as well. */
export type DeployOutcome = "created" | "updated" | "unchanged";

/** A flow as it shall be. */
export interface WantedFlow {
  readonly name: string;
  readonly definition: CheckedDefinition;
  readonly settings: NewFlowSettings;
}

/** Makes the service's flow be what is wanted, however many others are deploying it. */
export async function deployFlow(
  transport: FnfTransport,
  flow: FlowDefinition | FlowText,
  options: DeployOptions,
): Promise<DeployOutcome> {
  const wanted = await wantedFlow(flow, options);
  const what = `deploy flow "${flow.name}"`;
  const { signal, timeoutMs } = options;
  const unheard: Unheard = { created: unheardEffect(), updated: unheardEffect() };
  return withLimits({ clock: transport.clock, what, signal, timeoutMs }, async (limits) => {
    for (let round = 1; ; round++) {
      try {
        const outcome = await reconcile(transport, wanted, unheard, limits.signal);
        return outcome === "unchanged" ? outcomeOf(unheard) : outcome;
      } catch (failure) {
        if (round === mostRounds || !isLostRace(failure)) throw failure;
      }
    }
  });
}

/**
 * Checks what is to be deployed.
 *
 * @throws FlowDefinitionError, ConfigurationError
 */
export async function wantedFlow(
  flow: FlowDefinition | FlowText,
  { signal, timeoutMs, onDiagnostics, ...settings }: DeployOptions,
): Promise<WantedFlow> {
  requireSendableName("flow", flow.name);
  requireRole(flow.name, settings.roleArn);
  const definition = await checkedDefinition(flow);
  if (definition.diagnostics.length > 0) onDiagnostics?.(definition.diagnostics, flow.name);
  return { name: flow.name, definition, settings };
}

/** How a new flow is described when nobody says: the service wants some words. */
export const usualDescription = "Deployed with fnfkit";

/** What has to be done for a flow to be what is wanted. */
export function outcomeFor(
  { definition, settings }: WantedFlow,
  present: FlowDescription | undefined,
): DeployOutcome {
  if (present === undefined) return "created";
  const { description, environment, externalStorageLocation: location } = settings;
  const isAsWanted =
    definition.isSameAs(present.definition) &&
    present.roleArn === settings.roleArn &&
    (description === undefined || description === present.description) &&
    (environment === undefined || isSameEnvironment(environment, present.environment)) &&
    // The service shows the location only to whoever has just changed it.
    (location === undefined || [undefined, location].includes(present.externalStorageLocation));
  return isAsWanted ? "unchanged" : "updated";
}

function isSameEnvironment(
  wanted: readonly EnvironmentVariable[],
  present: readonly EnvironmentVariable[],
): boolean {
  return isDeepStrictEqual(environmentOf(environmentText(wanted)), present);
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

/** What this deploying may have done in attempts whose answers were lost. */
interface Unheard {
  readonly created: UnheardEffect;
  readonly updated: UnheardEffect;
}

// That the flow is as wanted may be our own doing.
function outcomeOf({ created, updated }: Unheard): DeployOutcome {
  if (created.isPossible()) return "created";
  return updated.isPossible() ? "updated" : "unchanged";
}

async function reconcile(
  transport: FnfTransport,
  wanted: WantedFlow,
  unheard: Unheard,
  signal: AbortSignal,
): Promise<DeployOutcome> {
  const { name, definition, settings } = wanted;
  const outcome = outcomeFor(wanted, await presentFlow(transport, name, signal));
  const content = { Name: name, Definition: definition.text, Type: "FDL", ...settingsParams(settings) };
  if (outcome === "created") {
    const Description = settings.description ?? usualDescription;
    await transport.call("CreateFlow", { ...content, Description }, { signal, hooks: unheard.created.hooks });
  }
  if (outcome === "updated") {
    const { ExecutionMode, ResourceGroupId, ...changes } = content;
    await transport.call("UpdateFlow", changes, { signal, hooks: unheard.updated.hooks });
  }
  return outcome;
}

/** The service's flow, when it has one of that name. */
export async function presentFlow(
  transport: FnfTransport,
  name: string,
  signal: AbortSignal,
): Promise<FlowDescription | undefined> {
  try {
    return flowDescription(await transport.call("DescribeFlow", { Name: name }, { signal }));
  } catch (failure) {
    if (isServiceError(failure, "FlowNotExists")) return undefined;
    throw failure;
  }
}
