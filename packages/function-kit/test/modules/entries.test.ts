import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

/** What is used of esbuild, which tsup brings along. */
interface Bundler {
  build(options: object): Promise<{
    readonly metafile: {
      readonly outputs: Readonly<
        Record<
          string,
          {
            readonly inputs: Readonly<Record<string, { readonly bytesInOutput: number }>>;
          }
        >
      >;
    };
  }>;
}

const kit = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const tsup = createRequire(createRequire(import.meta.url).resolve("tsup"));
const esbuild: Bundler = tsup("esbuild");

/** Files that are loaded when there is something to report, something has failed or FC 2.0 calls by HTTP. */
const late = ["./conclude.ts", "./http-trigger.ts"];

/** The source files of which a user's bundler takes anything for a line, without the vendor's client. */
async function bundledFiles(line: string, external: readonly string[] = []) {
  const { metafile } = await esbuild.build({
    stdin: { contents: line, resolveDir: join(kit, "src") },
    ...{ bundle: true, minify: true, format: "esm", platform: "node", target: "node16", write: false },
    conditions: ["@fnfkit/source"],
    external: ["@alicloud/*", ...external],
    metafile: true,
  });
  const [output] = Object.values(metafile.outputs);
  if (output === undefined) throw new Error("esbuild has written nothing");
  return Object.entries(output.inputs).flatMap(([file, { bytesInOutput }]) =>
    bytesInOutput > 0 ? [file] : [],
  );
}

test("server, middleware and the reporter are paid for by those who import them", async () => {
  const files = await bundledFiles('export { handleTask } from "./index.ts";', late);
  const others = files.filter((file) => /function-kit\/src\/(serve|reporter|middleware)\//.test(file));

  // The onion itself is the wrapper's.
  expect(others.map((file) => file.replace(/.*\/src\//, ""))).toEqual(["middleware/middleware.ts"]);
});

test.each(["serve", "middleware"])("%s brings no delivery of reports along", async (entry) => {
  const files = await bundledFiles(`export * from "./${entry}/index.ts";`);

  expect(files.filter((file) => file.includes("sdk/src/transport/"))).toEqual([]);
});
