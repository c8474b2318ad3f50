import { withLimits } from "../call/with-limits.ts";
import type { Diagnostic } from "../errors/flow-definition-error.ts";
import type { FlowDefinition } from "../flow/flow-definition.ts";
import type { FnfTransport } from "../transport/transport.ts";
import { canonicalText } from "./checked-definition.ts";
import {
  type DeployOptions,
  type DeployOutcome,
  outcomeFor,
  presentFlow,
  usualDescription,
  type WantedFlow,
  wantedFlow,
} from "./deploy-flow.ts";
import type { FlowDescription } from "./flow-description.ts";
import type { FlowText } from "./flow-text.ts";

/** What deploying a flow would come to. */
export interface DryRun {
  readonly flow: string;
  readonly outcome: DeployOutcome;
  /**
   * What would change of settings and definition, as a unified diff; both in the same layout, so that layout is no change.
   * Empty when nothing would.
   */
  readonly diff: string;
  /** What `checkFlow` has to say of the flow. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Looks at what deploying a flow would do, and does nothing. */
export async function dryRun(
  transport: FnfTransport,
  flow: FlowDefinition | FlowText,
  options: DeployOptions,
): Promise<DryRun> {
  const wanted = await wantedFlow(flow, options);
  const what = `look at flow "${flow.name}"`;
  const { signal, timeoutMs } = options;
  const present = await withLimits({ clock: transport.clock, what, signal, timeoutMs }, (limits) =>
    presentFlow(transport, flow.name, limits.signal),
  );
  const outcome = outcomeFor(wanted, present);
  return {
    flow: flow.name,
    outcome,
    diff: outcome === "unchanged" ? "" : await diffOf(wanted, present),
    diagnostics: wanted.definition.diagnostics,
  };
}

async function diffOf(wanted: WantedFlow, present: FlowDescription | undefined): Promise<string> {
  const { createTwoFilesPatch } = await import("diff");
  const { name, definition, settings } = wanted;
  const [before, after] = await Promise.all([
    present === undefined ? "" : page(present, present.definition),
    // What is not given stays as it is.
    page({ ...(present ?? { description: usualDescription }), ...settings }, definition.text),
  ]);
  const from = present === undefined ? "/dev/null" : `${name} (deployed)`;
  return createTwoFilesPatch(from, `${name} (wanted)`, before, after, undefined, undefined, {
    headerOptions: { includeIndex: false, includeUnderline: false, includeFileHeaders: true },
  });
}

type Shown = Partial<
  Pick<FlowDescription, "roleArn" | "description" | "environment" | "externalStorageLocation">
>;

async function page(flow: Shown, definition: string): Promise<string> {
  const { roleArn, description, environment = [], externalStorageLocation } = flow;
  const lines = [
    ...(roleArn ? [`# role: ${roleArn}`] : []),
    ...(description ? [`# description: ${description}`] : []),
    ...(externalStorageLocation ? [`# external storage: ${externalStorageLocation}`] : []),
    ...environment.map(({ name, value }) => `# environment: ${name}=${value}`),
  ];
  return `${lines.map((line) => `${line}\n`).join("")}${await canonicalText(definition)}`;
}
