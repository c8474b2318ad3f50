import { defineConfig } from "vitest/config";

const conditions = ["@fnfkit/source", "node", "import", "module", "default"];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: ["{packages,examples,bench,docs}/**/*.test.ts"],
    exclude: ["**/node_modules/**", "**/dist/**"],
    // Node's own meaning of a CommonJS default export, not vitest's kinder one.
    deps: { interopDefault: false },
    typecheck: {
      enabled: true,
      include: ["packages/*/test/typings/**/*.test-d.ts"],
      tsconfig: "tsconfig.json",
    },
    reporters: ["default", "./scripts/plain-line-reporter.mjs"],
  },
});
