import { createHash } from "node:crypto";

/** Ids that look random and are not: the same seed gives the same ones in the same order. */
export interface Ids {
  /** The id of a request, e.g. `4E7A3C2D-19F0-4B7A-8C11-5D0E6F7A8B9C`. */
  requestId(): string;
  uuid(): string;
  /** Starts again from the seed. */
  reset(): void;
}

export function createIds(seed: number): Ids {
  let requests = 0;
  let others = 0;
  return {
    // Apart from the others: how often a client polls must not change the names of what it polls for.
    requestId: () => uuidOf(`${seed}:request:${requests++}`).toUpperCase(),
    uuid: () => uuidOf(`${seed}:${others++}`),
    reset() {
      requests = 0;
      others = 0;
    },
  };
}

function uuidOf(text: string): string {
  const hex = createHash("sha256").update(text).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
