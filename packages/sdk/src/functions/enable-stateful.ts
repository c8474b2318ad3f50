import type { CallOptions } from "../call/call-options.ts";
import { withLimits } from "../call/with-limits.ts";
import type { FunctionTarget } from "../contract/function-contract.ts";
import { functionLabel } from "../contract/function-label.ts";
import type { Clock } from "../runtime/clock.ts";
import type { AsyncSettings } from "./async-config.ts";
import type { AsyncConfigs } from "./async-configs.ts";

/** Sets `stateful`, and sends the other settings along as they are, should the service take what is left out for its default. */
export function enableStateful(
  configs: AsyncConfigs,
  clock: Clock,
  target: FunctionTarget,
  options: CallOptions,
): Promise<"enabled" | "unchanged"> {
  const what = `switch on stateful invocation of function "${functionLabel(target)}"`;
  return withLimits({ clock, what, ...options }, async ({ signal }) => {
    const limits = { ...options, signal, timeoutMs: Number.POSITIVE_INFINITY };
    const current: AsyncSettings = (await configs.get(target, limits)) ?? {};
    if (current.stateful) return "unchanged";
    await configs.put(target, { ...current, stateful: true }, limits);
    return "enabled";
  });
}
