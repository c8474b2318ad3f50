import { defineConfig } from "tsup";

export default defineConfig({
  entry: {
    index: "src/index.ts",
    contract: "src/contract/index.ts",
    errors: "src/errors/index.ts",
    fdl: "src/fdl/index.ts",
    graph: "src/graph/index.ts",
    policy: "src/policy/index.ts",
    transport: "src/transport/index.ts",
    reporter: "src/reporter/index.ts",
    runtime: "src/runtime/index.ts",
  },
  format: ["esm", "cjs"],
  target: "node20",
  sourcemap: true,
  clean: true,
  silent: true,
  // tsup 8 still hands `baseUrl` to TypeScript 6.
  dts: { compilerOptions: { ignoreDeprecations: "6.0" } },
});
