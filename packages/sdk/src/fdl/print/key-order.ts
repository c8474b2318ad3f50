import type { Catch, Flow, Mapping, Retry, Step } from "../tree/index.ts";

type KeyOf<Union> = Union extends unknown ? keyof Union & string : never;

/** The keys of a flow, in the order people write them in. */
export const flowKeys: readonly KeyOf<Flow>[] = [
  "version",
  "type",
  "name",
  "timeoutSeconds",
  "inputMappings",
  "steps",
  "outputMappings",
];

const stepKeys: readonly KeyOf<Step>[] = [
  "type",
  "name",
  "resourceArn",
  "pattern",
  "timeoutSeconds",
  "duration",
  "timestamp",
  "error",
  "cause",
  "inputMappings",
  "serviceParams",
  "outputMappings",
  "errorMappings",
  "retry",
  "catch",
  "end",
];

const mappingKeys: readonly KeyOf<Mapping>[] = ["target", "source"];

const retryKeys: readonly KeyOf<Retry>[] = [
  "errors",
  "intervalSeconds",
  "maxIntervalSeconds",
  "maxAttempts",
  "multiplier",
];

const catchKeys: readonly KeyOf<Catch>[] = ["errors", "goto"];

/** The keys of each item of a list, by the key the list stands under. */
export const itemKeys: { readonly [list: string]: readonly string[] } = {
  steps: stepKeys,
  inputMappings: mappingKeys,
  outputMappings: mappingKeys,
  errorMappings: mappingKeys,
  retry: retryKeys,
  catch: catchKeys,
};
