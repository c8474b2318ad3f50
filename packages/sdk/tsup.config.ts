import { defineConfig, type Options } from "tsup";

const contract = { contract: "src/contract/index.ts" };
const entries = {
  index: "src/index.ts",
  errors: "src/errors/index.ts",
  fdl: "src/fdl/index.ts",
  graph: "src/graph/index.ts",
  policy: "src/policy/index.ts",
  transport: "src/transport/index.ts",
  reporter: "src/reporter/index.ts",
  runtime: "src/runtime/index.ts",
};

const common: Options = {
  format: ["esm", "cjs"],
  target: "node20",
  sourcemap: true,
  silent: true,
};

export default defineConfig([
  {
    ...common,
    entry: entries,
    // The other build may have written those by now.
    clean: ["!contract.{js,cjs}", "!contract.{js,cjs}.map"],
    // tsup 8 still hands `baseUrl` to TypeScript 6.
    dts: { entry: { ...entries, ...contract }, compilerOptions: { ignoreDeprecations: "6.0" } },
  },
  // One file of its own: those who only want contracts would wait longest for the files it shares with others.
  { ...common, entry: contract, splitting: false },
]);
