import type { CallOptions } from "../call/call-options.ts";
import { unheardEffect } from "../call/unheard-effect.ts";
import type { JsonObject } from "../contract/json.ts";
import { isServiceError } from "../errors/service-error.ts";
import type { FnfParams, FnfTransport } from "../transport/transport.ts";

/** How a second call of the same kind is refused, and what to answer then. */
export interface SecondCall {
  /** The code of the refusal, e.g. `ScheduleAlreadyExists`. */
  readonly refusedWith: RegExp;
  /** The answer that the first call had. */
  answer(): Promise<JsonObject>;
}

/**
 * Calls an action that can take effect once. When an attempt may have taken effect unheard and the next one is refused because
 * it was done before, the first has done it.
 */
export async function callOnce(
  transport: FnfTransport,
  action: string,
  params: FnfParams,
  options: CallOptions,
  { refusedWith, answer }: SecondCall,
): Promise<JsonObject> {
  const unheard = unheardEffect();
  try {
    return await transport.call(action, params, { ...options, hooks: unheard.hooks });
  } catch (failure) {
    const wasDone = isServiceError(failure) && refusedWith.test(failure.serviceCode);
    if (wasDone && unheard.isPossible()) return answer();
    throw failure;
  }
}

/** Deletes something; that it is gone already is the answer of an attempt that was not heard. */
export async function deleteOnce(
  transport: FnfTransport,
  action: string,
  params: FnfParams,
  options: CallOptions,
): Promise<void> {
  await callOnce(transport, action, params, options, {
    refusedWith: /NotExists$/,
    answer: async () => ({}),
  });
}
