import { defineConfig } from "tsup";

export default defineConfig({
  entry: ["src/index.ts"],
  format: ["esm", "cjs"],
  // The oldest Node that Function Compute still runs.
  target: "node16",
  sourcemap: true,
  clean: true,
  silent: true,
  // A function's credentials come with its context: the sdk's default chain, which would load this, is never asked.
  external: ["@alicloud/credentials"],
  esbuildOptions(options) {
    options.conditions = ["@fnfkit/source"];
  },
  dts: {
    compilerOptions: {
      // tsup 8 still hands `baseUrl` to TypeScript 6.
      ignoreDeprecations: "6.0",
      // A mapped path counts as our own source, so the sdk's types are bundled as its code is.
      paths: { "@fnfkit/sdk/*": ["../sdk/src/*/index.ts"] },
    },
  },
});
