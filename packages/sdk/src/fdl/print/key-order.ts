import type {
  Branch,
  Catch,
  Choice,
  Flow,
  IterationMapping,
  Mapping,
  Retry,
  Step,
  Way,
} from "../tree/index.ts";

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
  "action",
  "pattern",
  "timeoutSeconds",
  "duration",
  "timestamp",
  "error",
  "cause",
  "inputMappings",
  "iterationMapping",
  "choices",
  "default",
  "branches",
  "steps",
  "serviceParams",
  "outputMappings",
  "errorMappings",
  "retry",
  "catch",
  "end",
];

const mappingKeys: readonly KeyOf<Mapping>[] = ["target", "source"];

const wayKeys: readonly KeyOf<Way>[] = ["steps", "goto"];
const choiceKeys: readonly KeyOf<Choice>[] = ["condition", ...wayKeys];
const branchKeys: readonly KeyOf<Branch>[] = ["steps"];
const iterationMappingKeys: readonly KeyOf<IterationMapping>[] = ["collection", "item", "index"];

const retryKeys: readonly KeyOf<Retry>[] = [
  "errors",
  "intervalSeconds",
  "maxIntervalSeconds",
  "maxAttempts",
  "multiplier",
];

const catchKeys: readonly KeyOf<Catch>[] = ["errors", "goto"];

/** The keys of a mapping, or of each item of a sequence, by the key it stands under. */
export const innerKeys: { readonly [key: string]: readonly string[] } = {
  choices: choiceKeys,
  default: wayKeys,
  branches: branchKeys,
  iterationMapping: iterationMappingKeys,
  steps: stepKeys,
  inputMappings: mappingKeys,
  outputMappings: mappingKeys,
  errorMappings: mappingKeys,
  retry: retryKeys,
  catch: catchKeys,
};
