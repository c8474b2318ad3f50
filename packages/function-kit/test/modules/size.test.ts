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
            readonly bytes: number;
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

/** What a user's bundler makes of a line, without the vendor's client: its bytes, and the files that are in it. */
async function bundled(line: string, external: readonly string[] = []) {
  const { metafile } = await esbuild.build({
    stdin: { contents: line, resolveDir: join(kit, "src") },
    bundle: true,
    minify: true,
    format: "esm",
    platform: "node",
    target: "node16",
    conditions: ["@fnfkit/source"],
    external: ["@alicloud/*", ...external],
    write: false,
    metafile: true,
  });
  const [output] = Object.values(metafile.outputs);
  if (output === undefined) throw new Error("esbuild has written nothing");
  const files = Object.entries(output.inputs).flatMap(([file, { bytesInOutput }]) =>
    bytesInOutput > 0 ? [file] : [],
  );
  return { bytes: output.bytes, files };
}

const kibibyte = 1_024;

test("what a cold start pays for `handleTask` is at most 8 KiB", async () => {
  const { bytes } = await bundled('export { handleTask } from "./index.ts";', late);

  expect(bytes).toBeLessThanOrEqual(8 * kibibyte);
});

test("all of it in one file, delivery of reports included, is at most 28 KiB", async () => {
  const { bytes } = await bundled('export { handleTask } from "./index.ts";');

  expect(bytes).toBeLessThanOrEqual(28 * kibibyte);
});

test("server, middleware and the reporter are paid for by those who import them", async () => {
  const { files } = await bundled('export { handleTask } from "./index.ts";', late);
  const others = files.filter((file) => /function-kit\/src\/(serve|reporter|middleware)\//.test(file));

  // The onion itself is the wrapper's.
  expect(others.map((file) => file.replace(/.*\/src\//, ""))).toEqual(["middleware/middleware.ts"]);
  for (const entry of ["serve", "middleware"]) {
    const { files: own } = await bundled(`export * from "./${entry}/index.ts";`);
    expect(own.filter((file) => file.includes("sdk/src/transport/"))).toEqual([]);
  }
});
