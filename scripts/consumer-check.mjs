// node scripts/consumer-check.mjs TARBALLS [README]
// Installs the packed packages as a stranger would, then compiles and runs the README's code as ESM and as CommonJS.
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import ts from "typescript";
import { writeReadmeCode } from "./readme-code.mjs";
import { nodeCompanion, root, toolEnvironment } from "./workspace.mjs";

const [tarballFolder = "", readme = join(root, "README.md")] = process.argv.slice(2);
const tarballs = readdirSync(tarballFolder).map((name) => resolve(tarballFolder, name));
const workplace = mkdtempSync(join(tmpdir(), "fnfkit-consumer-"));
process.on("exit", () => rmSync(workplace, { recursive: true, force: true }));

checkConsumer(join(workplace, "consumer"));
checkKitAlone(join(workplace, "kit"));

/** @param {string} folder */
function checkConsumer(folder) {
  write(join(folder, "package.json"), json({ private: true }));
  const tools = [`typescript@${installedVersion("", "typescript")}`, "expect@30"];
  const peers = ["zod", "msw", "@types/node"].map((name) => `${name}@${installedVersion("examples", name)}`);
  install(folder, [...tarballs, ...tools, ...peers]);
  const manifests = ["sdk", "function-kit", "testing"].map((name) =>
    JSON.parse(readFileSync(join(folder, "node_modules", "@fnfkit", name, "package.json"), "utf8")),
  );
  const entries = manifests.flatMap(({ name, exports }) =>
    Object.keys(exports).flatMap((key) => (key.endsWith(".json") ? [] : [key.replace(".", name)])),
  );
  provideVitest(folder);

  for (const format of ["module", "commonjs"]) {
    const project = join(folder, format);
    const files = writeReadmeCode(readme, project);
    if (files.length === 0) throw new Error(`Failed to check the packages: ${readme} holds no code.`);
    write(join(project, "package.json"), json({ type: format }));
    write(
      join(project, "entries.ts"),
      entries.map((entry, index) => `export * as entry${index} from "${entry}";\n`).join(""),
    );
    compile(project, { module: "NodeNext", outDir: "dist", rewriteRelativeImportExtensions: true });
    write(join(project, "dist", "values.mjs"), valuesCheck(join(project, "entries.ts")));
    run(
      `every value with a type is there as ${format}`,
      process.execPath,
      [join("dist", "values.mjs")],
      project,
    );
    for (const file of ["entries.ts", ...files]) {
      run(`${file} runs as ${format}`, process.execPath, [join("dist", file.replace(/ts$/, "js"))], project);
    }
  }
  compile(join(folder, "module"), {
    module: "ESNext",
    moduleResolution: "bundler",
    noEmit: true,
    allowImportingTsExtensions: true,
  });
  for (const entry of entries) if (!entry.startsWith("@fnfkit/testing")) checkLoads(folder, entry);
}

/**
 * A program that fails when a class, function or constant of the declarations is not there at run time: a bundled
 * declaration forgets that a name was handed on as a type only.
 *
 * @param {string} file - hands on every entry under a name of its own
 */
function valuesCheck(file) {
  const options = { module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext };
  const program = ts.createProgram([file], { ...options, target: ts.ScriptTarget.ES2022, types: ["node"] });
  const checker = program.getTypeChecker();
  /** @param {ts.Symbol} symbol */
  const resolved = (symbol) =>
    symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  const source = program.getSourceFile(file);
  const entries = source && checker.getSymbolAtLocation(source);
  if (!entries) throw new Error(`Failed to read the entries of ${file}.`);
  const wanted = checker.getExportsOfModule(entries).map((entry) => {
    const names = checker.getExportsOfModule(resolved(entry));
    return [
      entry.name,
      names.filter((one) => resolved(one).flags & ts.SymbolFlags.Value).map((one) => one.name),
    ];
  });
  return `import * as entries from "./entries.js";
const missing = ${JSON.stringify(wanted)}.flatMap(([entry, names]) => names.filter((name) => !(name in entries[entry])));
if (missing.length > 0) throw new Error("typed, but not there: " + missing.join(", "));
if (${wanted.length} === 0) throw new Error("no entries were read");
`;
}

/**
 * The kit goes into functions: it brings the vendor's FnF client and nothing else, and loads not even that at first.
 *
 * @param {string} folder
 */
function checkKitAlone(folder) {
  write(join(folder, "package.json"), json({ private: true }));
  install(
    folder,
    tarballs.filter((file) => file.includes("function-kit")),
  );
  const { packages } = JSON.parse(readFileSync(join(folder, "package-lock.json"), "utf8"));
  const ours = Object.keys(packages).filter((path) => path.includes("@fnfkit/"));
  const theirs = packages[ours[0] ?? ""]?.dependencies;
  check(
    "the kit brings the FnF client only",
    [ours.length, ...Object.keys(theirs ?? {})],
    [1, "@alicloud/fnf-2019-03-15"],
  );
  checkLoads(folder, "@fnfkit/function-kit");

  // The oldest Node that Function Compute still runs.
  const onNode16 = [join(root, "scripts", "with-node.mjs"), "16", "--", "node"];
  write(join(folder, "load.mjs"), 'import "@fnfkit/function-kit";');
  write(join(folder, "load.cjs"), 'require("@fnfkit/function-kit");');
  for (const file of ["load.mjs", "load.cjs"]) {
    run(`the kit loads on Node 16 by ${file}`, process.execPath, [...onNode16, file], folder);
  }
}

/**
 * Importing an entry loads nothing from other packages, except that the language comes with its parsers.
 *
 * @param {string} folder
 * @param {string} entry
 */
function checkLoads(folder, entry) {
  const script = `require("${entry}"); console.log(Object.keys(require.cache).join("\\n"))`;
  const packages = run(`${entry} can be required`, process.execPath, ["-e", script], folder)
    .split("\n")
    .flatMap((file) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1] ?? [])
    .filter((name) => !entry.startsWith(name));
  const expected = entry.endsWith("/fdl") ? ["yaml", "zod"] : [];
  check(`${entry} loads ${expected.join(", ") || "nothing else"}`, [...new Set(packages)].sort(), expected);
}

/**
 * The README's test is written for vitest. Here plain Node runs it, under vitest's names.
 *
 * @param {string} folder
 */
function provideVitest(folder) {
  const names = "test, describe, before as beforeAll, after as afterAll, beforeEach, afterEach";
  const shim = join(folder, "node_modules", "vitest");
  write(
    join(shim, "package.json"),
    json({ name: "vitest", type: "module", exports: { import: "./index.js", require: "./index.cjs" } }),
  );
  const text = `export { ${names} } from "node:test";\nexport { expect } from "expect";\n`;
  for (const file of ["index.js", "index.d.ts", "index.d.cts"]) write(join(shim, file), text);
  write(
    join(shim, "index.cjs"),
    `const { ${names.replaceAll(" as ", ": ")} } = require("node:test");
module.exports = { test, describe, beforeAll, afterAll, beforeEach, afterEach, expect: require("expect").expect };\n`,
  );
}

/**
 * @param {string} project
 * @param {object} compilerOptions
 */
function compile(project, compilerOptions) {
  const strict = { target: "ES2022", lib: ["ES2022"], types: ["node"], strict: true, declaration: true };
  write(
    join(project, "tsconfig.json"),
    json({
      compilerOptions: { ...strict, rootDir: ".", skipLibCheck: false, ...compilerOptions },
      include: ["*.ts"],
    }),
  );
  const tsc = join(project, "..", "node_modules", "typescript", "bin", "tsc");
  run(`types under ${JSON.stringify(compilerOptions)}`, process.execPath, [tsc], project);
}

/**
 * @param {string} folder
 * @param {readonly string[]} packages
 */
function install(folder, packages) {
  const quietly = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
  run("the tarballs install", nodeCompanion("npm"), ["install", ...quietly, ...packages], folder);
}

/**
 * @param {string} what
 * @param {string} file
 * @param {readonly string[]} args
 * @param {string} cwd
 */
function run(what, file, args, cwd) {
  const result = spawnSync(file, args, { cwd, env: toolEnvironment(), encoding: "utf8", timeout: 120_000 });
  check(what, result.status, 0, `${result.stdout}${result.stderr}`);
  return result.stdout;
}

/**
 * @param {string} what
 * @param {unknown} actual
 * @param {unknown} expected
 * @param {string} output
 */
function check(what, actual, expected, output = `  got ${json(actual)}\n  not ${json(expected)}`) {
  const ok = json(actual) === json(expected);
  console.log(`${ok ? "ok  " : "FAIL"} ${what}`);
  if (ok) return;
  console.log(output);
  process.exitCode = 1;
}

/**
 * @param {string} folder
 * @param {string} name
 */
function installedVersion(folder, name) {
  return JSON.parse(readFileSync(join(root, folder, "node_modules", name, "package.json"), "utf8")).version;
}

/**
 * @param {string} file
 * @param {string} text
 */
function write(file, text) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

/** @param {unknown} value */
function json(value) {
  return JSON.stringify(value);
}
