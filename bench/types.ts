/** What the builder's types cost the compiler: instantiations for each step, net of a flow without steps. */
import { join } from "node:path";
import ts from "typescript";
import { printTarget, round } from "./report.ts";
import { flowKinds } from "./type-flows.ts";

const lengths = [100, 200, 400];
const most = { perStep: 1_500, growth: 1.3 };

const root = join(import.meta.dirname, "..");
const { config } = ts.readConfigFile(join(root, "tsconfig.json"), ts.sys.readFile);
const compilerOptions = { ...config.compilerOptions, noUnusedLocals: false, noUnusedParameters: false };
const { options } = ts.parseJsonConfigFileContent({ compilerOptions, files: [] }, ts.sys, root);

// Never written: the compiler reads it from memory.
const flowFile = join(import.meta.dirname, "flow-of-many-steps.ts");
const parsed = new Map<string, ts.SourceFile | undefined>();
let previous: ts.Program | undefined;

for (const { name, write } of flowKinds) {
  const empty = check(write(0));
  const rows: [number, object][] = [];
  const perStep = new Map<number, number>();
  for (const steps of lengths) {
    const { instantiations, seconds } = check(write(steps));
    const net = (instantiations - empty.instantiations) / steps;
    perStep.set(steps, net);
    rows.push([steps, { "instantiations a step": round(net), "CPU s": round(seconds) }]);
  }
  console.log(`\ntypes: ${name}`);
  console.table(Object.fromEntries(rows));
  const at200 = perStep.get(200) ?? Number.NaN;
  const at400 = perStep.get(400) ?? Number.NaN;
  printTarget({ name: "instantiations a step at 200 steps", value: at200, most: most.perStep });
  printTarget({ name: "those at 400 steps beside 200", value: at400 / at200, most: most.growth, unit: "×" });
}

/** Checks one file, and says what `tsc --extendedDiagnostics` counts. What it imports is parsed once for all. */
function check(text: string): { readonly instantiations: number; readonly seconds: number } {
  const program = ts.createProgram([flowFile], options, hostOf(text), previous);
  previous = program;
  const before = process.cpuUsage();
  const [problem] = ts.getPreEmitDiagnostics(program, program.getSourceFile(flowFile));
  const { user, system } = process.cpuUsage(before);
  if (problem !== undefined) {
    throw new Error(ts.formatDiagnostic(problem, hostOf(text)));
  }
  return { instantiations: program.getInstantiationCount(), seconds: (user + system) / 1_000_000 };
}

function hostOf(text: string): ts.CompilerHost {
  const host = ts.createCompilerHost(options);
  return {
    ...host,
    fileExists: (file) => file === flowFile || host.fileExists(file),
    readFile: (file) => (file === flowFile ? text : host.readFile(file)),
    getSourceFile: (file, language) => {
      if (file === flowFile) return ts.createSourceFile(file, text, language);
      if (!parsed.has(file)) parsed.set(file, host.getSourceFile(file, language));
      return parsed.get(file);
    },
  };
}
