import type { CallOptions } from "../call/call-options.ts";
import { pageIn } from "../call/page-in.ts";
import { type Paged, paged } from "../call/paged.ts";
import type { FunctionTarget } from "../contract/function-contract.ts";
import { functionLabel } from "../contract/function-label.ts";
import { isServiceError } from "../errors/service-error.ts";
import { type AsyncConfig, type AsyncSettings, asyncConfig, settingsBody } from "./async-config.ts";
import type { FcPlace } from "./fc-endpoint.ts";
import type { FcTransport } from "./fc-transport.ts";
import { type Action, generationOf } from "./generation.ts";
import { pageQuery } from "./page-query.ts";

/**
 * The asynchronous invocation configurations of functions: retries, maximum age, destinations, and whether invocations are
 * jobs. Each version and alias may have one of its own; a contract's qualifier says which is meant.
 */
export interface AsyncConfigs {
  /** A function's configuration; nothing when it has none, and the service's defaults hold. */
  get(target: FunctionTarget, options?: CallOptions): Promise<AsyncConfig | undefined>;
  /**
   * Sets what `settings` name, and leaves the rest as it is; a function without a configuration gets one.
   *
   * @throws ServiceError `InvalidArgument` when the service does not take a setting
   *
   * @example
   * await functions.asyncConfigs.put(reserve, { stateful: true, maxAsyncRetryAttempts: 1, onFailure: alarm });
   */
  put(target: FunctionTarget, settings: AsyncSettings, options?: CallOptions): Promise<AsyncConfig>;
  /** Deletes a function's configuration, so that the service's defaults hold. One that is not there stays away. */
  delete(target: FunctionTarget, options?: CallOptions): Promise<void>;
  /** The configurations of a function, those of its versions and aliases included. */
  list(target: FunctionTarget, options?: CallOptions): Paged<AsyncConfig>;
}

/** @param placeOf - where the function is, for the destinations */
export function createAsyncConfigs(
  { call }: FcTransport,
  placeOf: (target: FunctionTarget) => Pick<FcPlace, "region" | "accountId">,
): AsyncConfigs {
  /** What every call about one function's configuration says. */
  function about(target: FunctionTarget, verb: string, action: Action) {
    const { path, action: actions } = generationOf(target);
    return {
      what: `${verb} the asynchronous invocation configuration of function "${functionLabel(target)}"`,
      action: actions[action],
      path: `${path(target)}/async-invoke-config`,
      repeatable: true,
    };
  }

  return {
    async get(target, options = {}) {
      const request = { ...about(target, "get", "getConfig"), method: "GET", reads: true } as const;
      try {
        const { body } = await call(target, request, options);
        return asyncConfig(generationOf(target), body);
      } catch (failure) {
        if (isServiceError(failure, absent)) return undefined;
        throw failure;
      }
    },

    async put(target, settings, options = {}) {
      const generation = generationOf(target);
      const body = settingsBody(generation, settings, placeOf(target));
      const request = { ...about(target, "put", "putConfig"), method: "PUT", reads: true, body } as const;
      const reply = await call(target, request, options);
      return asyncConfig(generation, reply.body);
    },

    async delete(target, options = {}) {
      const request = { ...about(target, "delete", "deleteConfig"), method: "DELETE", reads: false } as const;
      await call(target, request, options).catch((failure: unknown) => {
        if (!isServiceError(failure, absent)) throw failure;
      });
    },

    list({ qualifier: _one, ...target }, options = {}) {
      const generation = generationOf(target);
      const { path, query } = generation.configs(target);
      const what = `list the asynchronous invocation configurations of function "${functionLabel(target)}"`;
      const request = { what, path, action: generation.action.listConfigs, method: "GET" } as const;
      const kind = { reads: true, repeatable: true };
      return paged(async (page) => {
        const { body } = await call(
          target,
          { ...request, ...kind, query: { ...query, ...pageQuery(page) } },
          options,
        );
        return pageIn(body.configs, body.nextToken, (config) => asyncConfig(generation, config));
      });
    },
  };
}

const absent = "AsyncConfigNotExists";
