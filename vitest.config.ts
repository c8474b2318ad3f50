import { join } from "node:path";
import { defineConfig } from "vitest/config";
import { writePagesCode } from "./scripts/readme-code.mjs";
import { root } from "./scripts/workspace.mjs";

// The code of the README and of docs pages becomes files like all others: its test runs with the suite, its types are checked with the examples'.
writePagesCode(root, join(root, "examples/pages"));

// No "import" or "module": vitest hands these on to Node, where they would change what a vendor's `require` finds.
const conditions = ["@fnfkit/source", "node"];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: ["{packages,examples,bench,docs,scripts}/**/*.test.ts"],
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
