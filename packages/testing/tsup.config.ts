import { defineConfig } from "tsup";

export default defineConfig({
  entry: { index: "src/index.ts", matchers: "src/matchers/index.ts", "fnf-local": "src/local/main.ts" },
  format: ["esm", "cjs"],
  target: "node20",
  sourcemap: true,
  clean: true,
  silent: true,
  // tsup 8 still hands `baseUrl` to TypeScript 6.
  dts: { compilerOptions: { ignoreDeprecations: "6.0" } },
});
