export { ContractError, type ContractIssue, isContractError } from "../errors/contract-error.ts";
export { DeclaredError, declaredError } from "./declared-error.ts";
export { defineFunction, type FunctionDefinition } from "./define-function.ts";
export { functionArn, parseFunctionArn } from "./function-arn.ts";
export type {
  FunctionContract,
  FunctionErrors,
  FunctionInput,
  FunctionOutput,
  FunctionTarget,
  HandlerInput,
  HandlerOutput,
} from "./function-contract.ts";
export { isJsonObject, type Json, type JsonObject } from "./json.ts";
export type { JsonCompatible } from "./json-compatible.ts";
export type { KitErrorName } from "./kit-error-name.ts";
export { isName } from "./name.ts";
export type {
  InferInput,
  InferOutput,
  SchemaIssue,
  SchemaResult,
  StandardSchema,
} from "./standard-schema.ts";
export { tokenKeysOf } from "./token-keys.ts";
export type { TypeMessage } from "./type-message.ts";
export { validate } from "./validate.ts";
