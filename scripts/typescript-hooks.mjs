// Reads TypeScript as the built packages have it: types taken out, and nothing put in. (tsx gives every function its name back
// at run time, each time that one is made, which is half of what small functions cost.)
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import ts from "typescript";

/** @type {import("typescript").CompilerOptions} */
const compilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  verbatimModuleSyntax: true,
  inlineSourceMap: true,
};

/** @type {import("node:module").LoadHook} */
export async function load(url, context, nextLoad) {
  if (!url.startsWith("file:") || !url.endsWith(".ts")) return nextLoad(url, context);
  const fileName = fileURLToPath(url);
  const text = await readFile(fileName, "utf8");
  const { outputText } = ts.transpileModule(text, { fileName, compilerOptions });
  return { format: "module", source: outputText, shortCircuit: true };
}
