import { documentedLimits, type ExecutionLimits, noLimits } from "../../engine/index.ts";
import { entityTooLarge } from "./refusals.ts";

/** How much the service takes. Sizes in bytes; `Number.POSITIVE_INFINITY` lifts a limit. */
export interface Limits extends ExecutionLimits {
  /** How large a request may be, parameters and all. Default 1 MiB. */
  readonly requestBytes: number;
}

/** The documented limits, none at all, or others of one's own in place of the documented. */
export type LimitsOption = "documented" | "off" | Partial<Limits>;

const documented: Limits = { ...documentedLimits, requestBytes: 1_048_576 };

export function limitsOf(option: LimitsOption): Limits {
  if (option === "documented") return documented;
  if (option === "off") return { ...noLimits, requestBytes: Number.POSITIVE_INFINITY };
  return { ...documented, ...option };
}

/** @throws CloudError 400 `EntityTooLarge` when what becomes the data of an event is too large for one */
export function checkEventText(text: string, { eventBytes }: Limits): void {
  if (Buffer.byteLength(text) > eventBytes) throw entityTooLarge(eventBytes);
}

/** @throws CloudError 400 `EntityTooLarge` */
export function checkRequest(params: { readonly [name: string]: string }, { requestBytes }: Limits): void {
  let bytes = 0;
  for (const name in params) bytes += Buffer.byteLength(name) + Buffer.byteLength(params[name] ?? "") + 2;
  if (bytes > requestBytes) throw entityTooLarge(requestBytes);
}
