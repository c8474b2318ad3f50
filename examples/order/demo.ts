import { readFile } from "node:fs/promises";
import { isContractError, isFnfkitError, validate } from "@fnfkit/sdk";
import { Command } from "commander";
import { Order, reserve } from "./contracts.ts";
import { runAsTree, runSilently, runWithLines } from "./display.ts";
import { orderFlow } from "./flow.ts";
import { placeOrder, scenariosOf } from "./orders.ts";
import { deployedShop, embeddedShop, type Shop } from "./shop.ts";

interface Options {
  readonly input: string;
  readonly json?: boolean;
  readonly region?: string;
  readonly account?: string;
  readonly endpoint?: string;
  readonly role?: string;
}

const command = new Command("demo")
  .description(
    "Runs an order flow in all three patterns, one that fails and one that is stopped, on embedded clouds.",
  )
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
  .option("--input <file>", "the order, as JSON", new URL("input.json", import.meta.url).pathname)
  .option("--json", "print one JSON array and nothing else")
  .option("--region <region>", "run on this region's clouds instead, e.g. cn-hangzhou")
  .option("--account <id>", "with --region: the account; its shop functions must be deployed there")
  .option("--endpoint <url>", "with --region: where both clouds answer, when not at their usual places")
  .option("--role <arn>", "with --region: the flow's role (default: acs:ram::{account}:role/fnfkit-demo)");

async function main(): Promise<void> {
  const options = command.parse().opts<Options>();
  const order = await readOrder(options.input);
  const shop = shopOf(options);
  try {
    const roleArn = options.role ?? `acs:ram::${shop.accountId}:role/fnfkit-demo`;
    await shop.flows.deploy(orderFlow, { roleArn });
    await shop.functions.enableStatefulInvocation(reserve);
    const scenarios = scenariosOf(order);
    const run = placeOrder.bind(undefined, shop);
    if (options.json) console.log(JSON.stringify(await runSilently(scenarios, run), undefined, 2));
    // A terminal that does not tell its width cannot be drawn on.
    else if (process.stdout.isTTY && process.stdout.columns > 0) await runAsTree(scenarios, run);
    else await runWithLines(scenarios, run);
  } finally {
    shop.close();
  }
}

function shopOf({ region, account, endpoint }: Options): Shop {
  if (region === undefined && account === undefined && endpoint === undefined) return embeddedShop();
  if (region === undefined || account === undefined) {
    return command.error("Failed to reach other clouds: --region and --account are both needed.", {
      exitCode: 2,
    });
  }
  return deployedShop({ region, accountId: account, ...(endpoint !== undefined && { endpoint }) });
}

async function readOrder(file: string) {
  const refuse = (reason: string) => command.error(`Failed to read the order "${file}": ${reason}`);
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch {
    return refuse("the file cannot be read.");
  }
  try {
    return await validate(Order, JSON.parse(text.replace(/^\uFEFF/, "")), "order", "input");
  } catch (error) {
    return refuse(isContractError(error) ? error.message : "it is not JSON.");
  }
}

try {
  await main();
} catch (error) {
  if (!isFnfkitError(error)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
