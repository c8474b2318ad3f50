import { handleTask } from "@fnfkit/function-kit";
import { audit, notify, reserve } from "./contracts.ts";

const inStock = 500;
const pickingTimeMs = 60_000;

/** What a shop's functions need of the world around them. */
export interface ShopFloor {
  /** Gives an order to the auditor, who reports the token when they have decided. */
  askAuditor(question: { orderId: string; quantity: number; token: string }): void | Promise<void>;
}

/** The handlers, as they are deployed. */
export function shopFunctions({ askAuditor }: ShopFloor) {
  return {
    reserve: handleTask(reserve, async ({ sku, quantity }, task) => {
      if (quantity > inStock)
        throw reserve.error("OutOfStock", `${quantity} × ${sku}, but ${inStock} in stock`);
      await task.clock.sleep(quantity * pickingTimeMs, task.signal);
      return { receipt: `${sku}-${quantity}` };
    }),

    audit: handleTask(audit, async ({ orderId, quantity }, task) => {
      const deferred = task.defer(); // the auditor reports, long after this function has returned
      await askAuditor({ orderId, quantity, token: task.token ?? "" });
      return deferred;
    }),

    notify: handleTask(notify, ({ customer, receipt, approvedBy }) => ({
      message: `Dear ${customer}, ${receipt} is on its way, says ${approvedBy}.`,
    })),
  };
}
