import { type FunctionCode, handlerCode } from "./function-code.ts";
import {
  type FunctionExports,
  type FunctionHook,
  type FunctionSource,
  loadExports,
} from "./function-source.ts";
import type { FunctionContext } from "./handler.ts";
import type { InvocationOutcome } from "./invocation.ts";

/** Runs a hook. Never rejects. */
export type HookCode = (context: FunctionContext) => Promise<InvocationOutcome>;

/** What an instance of a function runs. */
export interface InstanceCode {
  readonly code: FunctionCode;
  readonly initialize?: HookCode;
  readonly preStop?: HookCode;
}

/** Loads the code of a new instance. May throw, or reject, what loading it throws. */
export type LoadInstance = () => InstanceCode | Promise<InstanceCode>;

/** One instance of a function. It works on one invocation at a time and keeps its module's state. */
export interface Instance extends InstanceCode {
  /** As the platform's headers and jobs name it. */
  readonly id: string;
  /** Whether its initializer has run. */
  isInitialized: boolean;
}

/** The instances of one function. */
export class Instances {
  readonly #load: LoadInstance;
  readonly #nextId: () => string;
  readonly #idle: Instance[] = [];

  constructor(load: LoadInstance, nextId: () => string) {
    this.#load = load;
    this.#nextId = nextId;
  }

  /** An instance for one invocation: the idle one that was used last, or a new one. */
  take(): Instance | Promise<Instance> {
    const idle = this.#idle.pop();
    if (idle !== undefined) return idle;
    const loaded = this.#load();
    return loaded instanceof Promise ? loaded.then((code) => this.#start(code)) : this.#start(loaded);
  }

  /** The invocation is over and the instance is fit for another one. */
  giveBack(instance: Instance): void {
    this.#idle.push(instance);
  }

  /** Ends the idle instances: those are told that have a pre-stop. */
  async stopIdle(context: () => FunctionContext): Promise<readonly InvocationOutcome[]> {
    const stopped = this.#idle.splice(0).map(({ preStop }) => preStop?.(context()));
    return (await Promise.all(stopped)).filter((outcome) => outcome !== undefined);
  }

  #start(code: InstanceCode): Instance {
    return { ...code, id: this.#nextId(), isInitialized: code.initialize === undefined };
  }
}

/** A real function's code, for {@link Instances}. */
export function sourceCode(source: FunctionSource): LoadInstance {
  return () => {
    const loaded = loadExports(source);
    return loaded instanceof Promise ? loaded.then(codeOf) : codeOf(loaded);
  };
}

function codeOf({ handler, initializer, preStop }: FunctionExports): InstanceCode {
  return {
    code: handlerCode(handler),
    ...(initializer !== undefined && { initialize: hookCode(initializer) }),
    ...(preStop !== undefined && { preStop: hookCode(preStop) }),
  };
}

function hookCode(hook: FunctionHook): HookCode {
  const code = handlerCode((_event, context, callback) => hook(context, callback));
  return (context) => code(Buffer.alloc(0), context);
}
