import type { FunctionContract, FunctionErrors, HandlerOutput, KitErrorName } from "@fnfkit/sdk/contract";
import { validate } from "@fnfkit/sdk/contract";
import { ConfigurationError } from "@fnfkit/sdk/errors";
import {
  createReporter as createPlainReporter,
  type ReporterConfig as PlainReporterConfig,
  type Reporter,
  type ReportOptions,
  type ReportOutcome,
} from "@fnfkit/sdk/reporter";

/** What {@link createReporter} takes. The vendor's chain of credentials is no part of the kit: they are given. */
export interface ReporterConfig extends PlainReporterConfig {
  /** Inside a function those of its context, anew in every invocation. */
  readonly credentials: NonNullable<PlainReporterConfig["credentials"]>;
}

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
 * const reporter = createReporter(audit, { region: "cn-hangzhou", credentials });
 * await reporter.succeed(token, { approved: true, by: "Ada" }); // { outcome: "accepted", eventId: 7 }
 *
 * @throws ConfigurationError when the region or the endpoint cannot be one, or there are no credentials
 */
export function createReporter(config: ReporterConfig): Reporter;
export function createReporter<Contract extends FunctionContract>(
  contract: Contract,
  config: ReporterConfig,
): ContractReporter<Contract>;
export function createReporter(
  ...given: [ReporterConfig] | [FunctionContract, ReporterConfig]
): Reporter | ContractReporter<FunctionContract> {
  const [contract, config] = given.length === 1 ? [undefined, given[0]] : given;
  if (config.credentials === undefined) {
    throw new ConfigurationError(
      "Failed to create a reporter: there are no credentials. Give some; inside a function those of its context.",
    );
  }
  if (contract === undefined) return createPlainReporter(config);
  const { succeed, fail } = createPlainReporter(config);
  return {
    fail,
    async succeed(token: string, output: object, options?: ReportOptions) {
      await validate(contract.output, output, contract.name, "output");
      return succeed(token, output, options);
    },
  } satisfies Reporter;
}
