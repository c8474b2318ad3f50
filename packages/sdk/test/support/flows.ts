import { FlowClient, type FlowClientConfig } from "../../src/client/index.ts";
import type { StandardSchema } from "../../src/contract/index.ts";
import type { FlowDefinition } from "../../src/flow/index.ts";
import { jumpingClock } from "./jumping-clock.ts";
import { type Script, scriptedSend } from "./scripted-send.ts";

/** A schema that takes what `check` returns no complaint about. */
export function schema<T>(check: (value: T) => string | undefined): StandardSchema<T> {
  return {
    "~standard": {
      version: 1,
      vendor: "test",
      validate: (value) => {
        const message = check(value as T);
        return message === undefined ? { value: value as T } : { issues: [{ message, path: ["id"] }] };
      },
    },
  };
}

export interface Order {
  readonly id: string;
}

export interface Receipt {
  readonly receipt: string;
}

/** A flow of one step, typed and checked at both ends. */
export const orderFlow: FlowDefinition<Order, Receipt> = {
  name: "order",
  tree: { version: "v1", type: "flow", steps: [{ type: "pass", name: "reserve" }] },
  schemas: {
    input: schema<Order>(({ id }) => (typeof id === "string" ? undefined : "must be a string")),
    output: schema<Receipt>(({ receipt }) =>
      typeof receipt === "string" ? undefined : "the receipt is missing",
    ),
  },
};

/** A client whose service answers as scripted. */
export function flowsOver(script: Script, config: Partial<FlowClientConfig> = {}) {
  const clock = jumpingClock();
  const send = scriptedSend(script);
  const flows = new FlowClient({
    region: "cn-hangzhou",
    credentials: { accessKeyId: "id", accessKeySecret: "secret" },
    clock,
    random: () => 0.5,
    send,
    ...config,
  });
  return { clock, send, flows };
}
