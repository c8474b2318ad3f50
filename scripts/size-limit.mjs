// node scripts/size-limit.mjs
// Weighs the entries that `.size-limit.mjs` names; fails when one has outgrown its limit. The packages must be built.
import { statSync } from "node:fs";
import { join } from "node:path";
// @ts-expect-error It comes without types.
import esbuild from "@size-limit/esbuild";
import sizeLimit from "size-limit";
import entries from "../.size-limit.mjs";
import { root } from "./workspace.mjs";

// Bytes as they are written: what a function reads at a cold start is not compressed.
const written = {
  name: "written",
  /** @param {unknown} _ @param {{ bundles: string[], size?: number }} check */
  async step60(_, check) {
    check.size = check.bundles.reduce((bytes, file) => bytes + statSync(file).size, 0);
  },
};

const checks = entries.map(({ path, import: imports, ...check }) => ({
  ...check,
  files: [join(root, path)],
  import: Object.fromEntries(Object.entries(imports).map(([file, names]) => [join(root, file), names])),
}));
const results = await sizeLimit([...esbuild, written], /** @type {any} */ ({ checks }));

for (const [index, { size = Number.NaN }] of /** @type {{ size?: number }[]} */ (results).entries()) {
  const { name = "", limit = "" } = entries[index] ?? {};
  const isOver = !(size <= Number.parseFloat(limit));
  console.log(`${isOver ? "FAIL" : "ok  "} ${name}: ${size} of ${limit}`);
  if (isOver) process.exitCode = 1;
}
