// Who may know whom (docs/architecture.md), checked by `scripts/architecture.test.ts`.

/** @import { IConfiguration, IForbiddenRuleType } from "dependency-cruiser" */

const json = "sdk/contract/json.ts";
const pathTypes = "sdk/fdl/source.ts";
const excerpt = "sdk/fdl/excerpt.ts";
const base = ["sdk/errors", "sdk/runtime", json];
const tree = ["sdk/fdl/tree", "sdk/fdl/reference", "sdk/fdl/condition", "sdk/fdl/shape"];
const calls = [...base, "sdk/credentials", "sdk/call"];

/** Each layer, and the layers it may import, bottom first. */
const layers = {
  "sdk/errors": [],
  "sdk/runtime": ["sdk/errors", json],
  [json]: [],
  "sdk/contract": ["sdk/errors", json],
  "sdk/fdl/tree": [json],
  "sdk/fdl/reference": [json, excerpt],
  "sdk/fdl/condition": [json, excerpt, "sdk/fdl/reference"],
  "sdk/fdl/shape": ["sdk/errors", "sdk/contract", json, excerpt, "sdk/fdl/tree", pathTypes],
  "sdk/fdl": ["sdk/errors", "sdk/contract", json, ...tree],
  "sdk/graph": ["sdk/contract", json, ...tree],
  "sdk/policy": ["sdk/errors", "sdk/contract", json, ...tree, pathTypes],
  "sdk/flow": ["sdk/errors", "sdk/contract", json, ...tree, pathTypes],
  "sdk/call": base,
  "sdk/credentials": ["sdk/errors", "sdk/runtime", "sdk/call"],
  "sdk/transport": calls,
  "sdk/reporter": [...calls, "sdk/contract", "sdk/transport"],
  "sdk/observe": [...base, "sdk/call"],
  "sdk/client": [
    ...[...calls, "sdk/contract", "sdk/observe", "sdk/transport", "sdk/reporter", "sdk/flow", "sdk/fdl"],
    ...tree,
  ],
  "sdk/functions": [...calls, "sdk/contract", "sdk/observe"],
  "function-kit": [...base, "sdk/contract", "sdk/call", "sdk/reporter", "sdk/transport"],
  "testing/clock": ["sdk/errors", "sdk/runtime"],
  "testing/engine": ["sdk/errors", "sdk/runtime", "sdk/contract", "sdk/fdl", "testing/clock"],
  "testing/wire": [],
  "testing/clouds": [
    ...["sdk/errors", "sdk/runtime", "sdk/contract", "sdk/fdl"],
    ...["testing/clock", "testing/engine", "testing/wire"],
  ],
  "testing/msw": ["testing/wire"],
  "testing/server": ["testing/wire"],
  "testing/matchers": ["sdk/contract"],
  "testing/local": ["sdk/contract", "testing/clouds", "testing/server"],
};

/** Each package from outside, and the layers it is used in. */
const vendors = {
  "@alicloud/fnf-2019-03-15": ["sdk/transport"],
  "@alicloud/fc2": ["sdk/functions"],
  "@alicloud/openapi-client": ["sdk/functions"],
  "@alicloud/tea-util": ["sdk/functions"],
  "@alicloud/credentials": ["sdk/credentials"],
  diff: ["sdk/client"],
  "@opentelemetry/api": ["sdk/observe"],
  debug: ["sdk/observe"],
  yaml: ["sdk/fdl"],
  zod: ["sdk/fdl"],
  msw: ["testing/msw"],
};

const entries = [
  "^packages/[^/]+/src/index\\.ts$",
  "^packages/function-kit/src/(middleware|reporter|serve)/index\\.ts$",
  "^packages/sdk/src/(contract|errors|fdl|graph|policy|transport|reporter|runtime)/index\\.ts$",
  "^packages/testing/src/(matchers/index|local/main)\\.ts$",
];

// Tests may import what they like: the vendors' clients are what the embedded clouds are tested with.
const tests = "\\.(test|test-d)\\.ts$|/test/";

/** @param {string} layer */
function folder(layer) {
  const [name, ...inner] = layer.split("/");
  return `^packages/${name}/src/${inner.length > 0 ? `${inner.join("/")}(/|$)` : ""}`;
}

/** @param {string} name */
function packageNamed(name) {
  return `(^|node_modules/)${name}(/|$)`;
}

/**
 * A folder inside a layer can be a layer of its own.
 *
 * @param {string} layer
 */
function layersInside(layer) {
  return Object.keys(layers).filter((other) => other.startsWith(`${layer}/`));
}

/** @type {IForbiddenRuleType[]} */
const arrows = Object.entries(layers).map(([layer, known]) => ({
  name: `arrows of ${layer}`,
  comment: `${layer} knows ${known.join(", ") || "nothing of ours"}.`,
  severity: "error",
  from: { path: folder(layer), pathNot: [tests, ...layersInside(layer).map(folder)] },
  to: { path: "^packages/", pathNot: [layer, ...known].map(folder) },
}));

/** @type {IForbiddenRuleType[]} */
const homes = Object.entries(vendors).map(([name, homes]) => ({
  name: `home of ${name}`,
  comment: `${name} is imported by ${homes.join(", ")} only.`,
  severity: "error",
  from: { path: "^packages/", pathNot: [tests, ...homes.map(folder)] },
  to: { path: packageNamed(name) },
}));

/** @type {IConfiguration} */
export default {
  forbidden: [
    ...arrows,
    ...homes,
    {
      name: "no other package",
      comment: "A package from outside has one home: give it one in this file and in the package's manifest.",
      severity: "error",
      from: { path: "^packages/[^/]+/src/", pathNot: tests },
      to: { path: "node_modules/", pathNot: Object.keys(vendors).map(packageNamed) },
    },
    {
      name: "clients are loaded when first used",
      comment:
        "The vendor's clients are slow to load and a function's cold start pays for them: use `await import(…)`.",
      severity: "error",
      from: { path: "^packages/(sdk|function-kit)/src/", pathNot: tests },
      to: {
        path: packageNamed("(@alicloud/[a-z0-9-]+|@opentelemetry/api|debug)"),
        dynamic: false,
        dependencyTypesNot: ["type-only"],
      },
    },
    {
      name: "the language is loaded when first used",
      comment: "zod and yaml come with it: use `await import(…)`; types and the tree are free.",
      severity: "error",
      from: { path: "^packages/sdk/src/", pathNot: [tests, folder("sdk/fdl")] },
      to: {
        path: folder("sdk/fdl"),
        pathNot: tree.map(folder),
        dynamic: false,
        dependencyTypesNot: ["type-only"],
      },
    },
    {
      name: "the language never sees the network",
      severity: "error",
      from: { path: ["sdk/contract", "sdk/fdl", "sdk/flow", "testing/engine"].map(folder), pathNot: tests },
      to: { path: "^(node:)?(http|https|http2|net|tls|dns|dgram)$" },
    },
    {
      name: "contracts and flows load no parser",
      comment: "An app that only starts flows should not pay for zod and yaml.",
      severity: "error",
      from: { path: ["sdk/contract", "sdk/flow", "sdk/graph", "sdk/policy"].map(folder), pathNot: tests },
      to: { path: ["yaml", "zod"].map(packageNamed), reachable: true },
    },
    {
      name: "no cycles",
      comment: "Types may refer to each other in a circle, code may not.",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "nothing is left over",
      comment: "No entry of a package leads to this file.",
      severity: "error",
      from: { path: entries },
      to: { path: "^packages/[^/]+/src/", pathNot: [tests, "\\.d\\.ts$", ...entries], reachable: false },
    },
    {
      name: "everything resolves",
      severity: "error",
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "/dist/" },
    // Types count: a layer that knows another's types knows that layer.
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["@fnfkit/source", "import", "require", "node", "types", "default"],
      mainFields: ["main", "types"],
    },
  },
};
