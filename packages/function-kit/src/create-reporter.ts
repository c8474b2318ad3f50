import type { FunctionContract, FunctionErrors, HandlerOutput, KitErrorName } from "@fnfkit/sdk/contract";
import { validate } from "@fnfkit/sdk/contract";
import {
  createReporter as createPlainReporter,
  type Reporter,
  type ReporterConfig,
  type ReportOptions,
  type ReportOutcome,
} from "@fnfkit/sdk/reporter";

/** A reporter that knows what a function may report. */
export interface ContractReporter<Contract extends FunctionContract> {
  /**
   * Reports success.
   *
   * @throws ContractError when the output does not fit the contract; nothing is sent then
   */
  succeed(token: string, output: HandlerOutput<Contract>, options?: ReportOptions): Promise<ReportOutcome>;
  /** Reports one of the contract's declared errors. `cause` is cut to the 4,096 characters that the service takes. */
  fail(
    token: string,
    error: FunctionErrors<Contract> | KitErrorName,
    cause?: string,
    options?: ReportOptions,
  ): Promise<ReportOutcome>;
}

/**
 * Makes a reporter for whoever holds a task token after `task.defer()`: a web form, a queue's consumer, another function.
 * With a contract, outputs and error names are the contract's.
 *
 * @example
 * const reporter = createReporter(audit, { region: "cn-hangzhou" });
 * await reporter.succeed(token, { approved: true, by: "Ada" }); // { outcome: "accepted", eventId: 7 }
 *
 * @throws ConfigurationError when the region or the endpoint cannot be one
 */
export function createReporter(config: ReporterConfig): Reporter;
export function createReporter<Contract extends FunctionContract>(
  contract: Contract,
  config: ReporterConfig,
): ContractReporter<Contract>;
export function createReporter(
  ...given: [ReporterConfig] | [FunctionContract, ReporterConfig]
): Reporter | ContractReporter<FunctionContract> {
  if (given.length === 1) return createPlainReporter(given[0]);
  const [contract, config] = given;
  const { succeed, fail } = createPlainReporter(config);
  return {
    fail,
    async succeed(token: string, output: object, options?: ReportOptions) {
      await validate(contract.output, output, contract.name, "output");
      return succeed(token, output, options);
    },
  } satisfies Reporter;
}
