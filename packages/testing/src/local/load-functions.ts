import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { FunctionTarget } from "@fnfkit/sdk/contract";
import type { Clouds, FunctionExports, FunctionHandler, FunctionOptions } from "../clouds/index.ts";

/**
 * What a module of functions maps a name to: a handler, or a handler with how the function is set up.
 *
 * @example
 * export default {
 *   "shop/reserve": async (event) => ({ receipt: `r-${JSON.parse(event).sku}` }), // FC 2.0
 *   "shop.prod/audit": { handler: audit, timeoutSeconds: 600, stateful: true },
 *   ship: (event, context, callback) => callback(null, {}), // FC 3.0
 * };
 */
export type LocalFunction = FunctionHandler | (FunctionExports & FunctionOptions);

/**
 * Deploys the functions of a module.
 *
 * @returns their names
 * @throws Error when it cannot be loaded, or maps to something else
 */
export async function loadFunctions(
  functions: Clouds["functions"],
  module: string,
): Promise<readonly string[]> {
  const { default: map } = (await import(pathToFileURL(resolve(module)).href)) as {
    readonly default?: unknown;
  };
  if (typeof map !== "object" || map === null) {
    throw new Error(
      `Failed to load the functions of "${module}": its default export is no object that maps names to handlers.`,
    );
  }
  for (const [name, value] of Object.entries(map)) deploy(functions, module, name, value as LocalFunction);
  return Object.keys(map);
}

function deploy(functions: Clouds["functions"], module: string, name: string, value: LocalFunction): void {
  if (typeof value === "function") {
    functions.register(targetOf(name), value);
    return;
  }
  const { handler, initializer, preStop, ...options } = Object(value) as FunctionExports & FunctionOptions;
  if (typeof handler !== "function") {
    throw new Error(
      `Failed to deploy function "${name}" of "${module}": it is neither a handler nor an object with one.`,
    );
  }
  const exported = {
    handler,
    ...(initializer !== undefined && { initializer }),
    ...(preStop !== undefined && { preStop }),
  };
  functions.register(targetOf(name), { create: () => exported }, options);
}

/** `service[.qualifier]/function` of FC 2.0, or `function[.qualifier]` of FC 3.0. */
function targetOf(label: string): FunctionTarget {
  const [first = "", name] = label.split("/", 2);
  const [service = "", qualifier] = first.split(".", 2);
  const qualified = qualifier === undefined ? {} : { qualifier };
  return name === undefined ? { name: service, ...qualified } : { service, name, ...qualified };
}
