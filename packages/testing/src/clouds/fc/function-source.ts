import { createRequire } from "node:module";
import { resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { ConfigurationError } from "@fnfkit/sdk/errors";
import { checkNames } from "../check-names.ts";
import { checkKind } from "../check-value.ts";
import type { FunctionContext, FunctionHandler, HandlerCallback } from "./handler.ts";

/** Code that runs when an instance starts or ends. Like a handler it answers by its promise or by the callback. */
export type FunctionHook = (context: FunctionContext, callback: HandlerCallback) => unknown;

/** What a function's module exports. */
export interface FunctionExports {
  readonly handler: FunctionHandler;
  /** Runs once in each instance, before its first invocation. When it fails, so does the invocation. */
  readonly initializer?: FunctionHook;
  /** Runs in an idle instance before it ends. */
  readonly preStop?: FunctionHook;
}

/**
 * A function that is loaded anew for each instance, as a cold start does it: what `create` keeps in variables is the
 * module state of one instance.
 *
 * @example
 * clouds.deploy(audit, { create: () => { let calls = 0; return { handler: async () => ({ calls: ++calls }) }; } });
 */
export interface FunctionFactory {
  readonly create: () => FunctionExports | Promise<FunctionExports>;
}

/**
 * A function in a module of JavaScript, loaded anew for each instance; the modules that it imports itself are loaded once
 * and shared.
 *
 * @example
 * clouds.deploy(audit, { module: new URL("./audit.mjs", import.meta.url) });
 */
export interface FunctionModule {
  /** A path, relative to the working directory, or a `file:` URL. */
  readonly module: string | URL;
  /** The name of the export. Default `handler`. */
  readonly handler?: string;
  /** The name of the export. Default: no initializer. */
  readonly initializer?: string;
  /** The name of the export. Default: no pre-stop. */
  readonly preStop?: string;
}

/** A function's code: a handler that all instances share, a factory, or a module. */
export type FunctionSource = FunctionHandler | FunctionFactory | FunctionModule;

let loads = 0;

const moduleNames: { readonly [Name in keyof Required<FunctionModule>]: true } = {
  ...{ module: true, handler: true, initializer: true, preStop: true },
};

/**
 * @throws ConfigurationError when something is no function's code: an import that is undefined, for instance, or a module
 * whose exports are not named
 */
export function checkSource(source: FunctionSource, label: string): void {
  if (typeof source === "function") return;
  const failed = `Failed to deploy function "${label}"`;
  const { create, module } = Object(source) as Partial<FunctionFactory & FunctionModule>;
  if (typeof create === "function") return;
  if (typeof module !== "string" && !(module instanceof URL)) {
    throw new ConfigurationError(
      `${failed}: it has no code. Give a handler, { create } or { module }; look whether what is imported is there.`,
    );
  }
  checkNames(failed, source, Object.keys(moduleNames));
  for (const option of ["handler", "initializer", "preStop"] as const) {
    const name = (source as FunctionModule)[option];
    if (name !== undefined) checkKind(failed, option, name, "string");
  }
}

/** What an instance runs, loaded for it alone unless the source is a handler. */
export function loadExports(source: FunctionSource): FunctionExports | Promise<FunctionExports> {
  if (typeof source === "function") return { handler: source };
  return "create" in source ? source.create() : loadModule(source);
}

async function loadModule({
  module,
  handler = "handler",
  initializer,
  preStop,
}: FunctionModule): Promise<FunctionExports> {
  const url =
    module instanceof URL || module.startsWith("file:") ? new URL(module) : pathToFileURL(resolve(module));
  // CommonJS is kept by its file's name, ES modules by their whole URL.
  const file = fileURLToPath(url);
  delete createRequire(url).cache[file];
  url.searchParams.set("instance", `${++loads}`);
  const namespace = (await import(url.href)) as { readonly [name: string]: unknown };
  const found = (name: string) => {
    const value = namespace[name] ?? Object(namespace.default)[name];
    if (typeof value === "function") return value;
    throw new Error(`Failed to load function "${name}": module "${file}" exports no such function.`);
  };
  return {
    handler: found(handler),
    ...(initializer !== undefined && { initializer: found(initializer) }),
    ...(preStop !== undefined && { preStop: found(preStop) }),
  };
}
