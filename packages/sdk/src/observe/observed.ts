import type { ClientHooks } from "../call/client-hooks.ts";
import type { Watch } from "../call/watch.ts";
import { debugWatch } from "./debug-watch.ts";
import { spanWatch } from "./span-watch.ts";
import { together } from "./together.ts";

/**
 * Goes along with a client's calls as its user wants: tells the configured hooks, writes lines for `DEBUG=fnfkit:*`, and
 * makes OpenTelemetry spans where the process has a tracer. What nobody asked for is not loaded.
 */
export function observed({ hooks = {} }: { readonly hooks?: ClientHooks }): Watch {
  const lineWatch = debugWatch();
  if (lineWatch === undefined) return (call, run) => spanWatch(call, (span) => run(together([span, hooks])));
  return (call, run) =>
    spanWatch(call, (span) => lineWatch(call, (lines) => run(together([span, lines, hooks]))));
}
