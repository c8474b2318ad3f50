import type { FunctionContract, FunctionErrors, HandlerOutput, KitErrorName } from "@fnfkit/sdk/contract";
import { validate } from "@fnfkit/sdk/contract";
import { ConfigurationError } from "@fnfkit/sdk/errors";
import * as sdk from "@fnfkit/sdk/reporter";
import type { CredentialsSource } from "@fnfkit/sdk/transport";

/** What {@link createReporter} takes. */
export interface ReporterConfig extends sdk.ReporterConfig {
  /** There is no default: the chain that finds credentials elsewhere is the sdk's. In a function: its context's. */
  readonly credentials: CredentialsSource;
}

/** A reporter that knows what a function may report. */
export interface ContractReporter<Contract extends FunctionContract> {
  /**
   * Reports success.
   *
   * @throws ContractError when the output does not fit the contract; nothing is sent then
   */
  succeed(
    token: string,
    output: HandlerOutput<Contract>,
    options?: sdk.ReportOptions,
  ): Promise<sdk.ReportOutcome>;
  /** Reports one of the contract's declared errors. `cause` is cut to the 4,096 characters that the service takes. */
  fail(
    token: string,
    error: FunctionErrors<Contract> | KitErrorName,
    cause?: string,
    options?: sdk.ReportOptions,
  ): Promise<sdk.ReportOutcome>;
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
export function createReporter(config: ReporterConfig): sdk.Reporter;
export function createReporter<Contract extends FunctionContract>(
  contract: Contract,
  config: ReporterConfig,
): ContractReporter<Contract>;
export function createReporter(
  ...given: [ReporterConfig] | [FunctionContract, ReporterConfig]
): sdk.Reporter | ContractReporter<FunctionContract> {
  const [contract, config] = given.length === 1 ? [undefined, given[0]] : given;
  if (config.credentials === undefined) {
    throw new ConfigurationError(
      "Failed to create a reporter: there are no credentials. Give it an access key, or in a function those of its context.",
    );
  }
  const reporter = sdk.createReporter(config);
  if (contract === undefined) return reporter;
  return {
    ...reporter,
    async succeed(token: string, output: object, options?: sdk.ReportOptions) {
      await validate(contract.output, output, contract.name, "output");
      return reporter.succeed(token, output, options);
    },
  } satisfies sdk.Reporter;
}
