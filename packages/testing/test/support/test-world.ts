import { VirtualClock } from "../../src/clock/index.ts";
import { createAccess } from "../../src/clouds/access.ts";
import { FaultPlan } from "../../src/clouds/faults/index.ts";
import type { FindingKind } from "../../src/clouds/findings.ts";
import type { TaskOutcome, World } from "../../src/clouds/world.ts";

/** A world with nothing in it: time starts at 2026-01-01, ids count up, reports are kept. */
export function testWorld(parts: Partial<World> = {}): World & {
  readonly reports: readonly (readonly [token: string, outcome: TaskOutcome])[];
  readonly notes: readonly (readonly [kind: FindingKind, text: string])[];
} {
  const reports: [string, TaskOutcome][] = [];
  const notes: [FindingKind, string][] = [];
  let ids = 0;
  return {
    region: "cn-hangzhou",
    accountId: "1234567890123456",
    clock: new VirtualClock({ now: Date.UTC(2026, 0, 1) }),
    ids: { requestId: () => `request-${++ids}`, uuid: () => `uuid-${++ids}` },
    credentials: {
      issue: () => ({
        accessKeyId: `STS.key-${++ids}`,
        accessKeySecret: "function-secret",
        securityToken: "function-token",
      }),
      roleOf: () => undefined,
    },
    faults: new FaultPlan(1),
    access: createAccess(undefined),
    note: (kind, text) => void notes.push([kind, text]),
    notes,
    observe: () => {},
    passTaskToken: "mapped",
    reportTask: (token, outcome) => void reports.push([token, outcome]),
    reports,
    ...parts,
  };
}
