import { createReporter } from "@fnfkit/function-kit";
import { type ClientConfig, type Clock, FlowClient, FunctionClient, systemClock } from "@fnfkit/sdk";
import { setupClouds } from "@fnfkit/testing";
import { audit, notify, reserve } from "./contracts.ts";
import { shopFunctions } from "./functions.ts";

/** Where the orders go: the same clients, whichever clouds they reach. */
export interface Shop {
  readonly flows: FlowClient;
  readonly functions: FunctionClient;
  readonly clock: Clock;
  readonly accountId: string;
  close(): void;
}

const decisionTimeMs = 2 * 60 * 60_000;

/** A shop on the embedded clouds, with its functions deployed and an auditor at work. */
export function embeddedShop(): Shop {
  const clouds = setupClouds();
  const { clock } = clouds;
  const reporter = createReporter(audit, clouds.config);
  const handlers = shopFunctions({
    askAuditor({ quantity, token }) {
      const decide = async () => {
        await clock.sleep(decisionTimeMs);
        await reporter.succeed(token, { approved: quantity <= 100, by: "Ada" });
      };
      void decide();
    },
  });
  const timeoutSeconds = 86_400;
  clouds.deploy(reserve, handlers.reserve, { timeoutSeconds, maxAsyncRetryAttempts: 0 });
  clouds.deploy(audit, handlers.audit);
  clouds.deploy(notify, handlers.notify);
  clouds.listen();
  return {
    ...clients(clouds.config),
    clock,
    accountId: clouds.config.accountId,
    close: () => clouds.close(),
  };
}

/** A shop on other clouds, where its functions are expected to be deployed. */
export function deployedShop(config: ClientConfig & { readonly accountId: string }): Shop {
  return { ...clients(config), clock: systemClock, accountId: config.accountId, close() {} };
}

function clients(config: ClientConfig & { readonly accountId: string }) {
  return { flows: new FlowClient(config), functions: new FunctionClient(config) };
}
