import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

interface Output {
  readonly entryPoint?: string;
  readonly imports: readonly { readonly path: string; readonly kind: string; readonly external?: boolean }[];
}

/** What is used of esbuild, which tsup brings along. */
interface Bundler {
  build(options: object): Promise<{ readonly metafile: { readonly outputs: Record<string, Output> } }>;
}

const sdk = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const esbuild: Bundler = createRequire(createRequire(import.meta.url).resolve("tsup"))("esbuild");

/** The packages that importing an entry loads, and those that it may load later. */
async function packagesOf(entry: string) {
  const { metafile } = await esbuild.build({
    entryPoints: [join(sdk, "src", entry, "index.ts")],
    ...{ bundle: true, splitting: true, format: "esm", platform: "node", packages: "external" },
    ...{ outdir: "out", write: false, metafile: true },
  });
  const { outputs } = metafile;
  const first = Object.keys(outputs).find((path) => outputs[path]?.entryPoint?.endsWith(`${entry}/index.ts`));
  const atOnce = new Set<string>();
  const reached = new Set<string>();
  const follow = (path: string | undefined) => {
    if (path === undefined || reached.has(path)) return;
    reached.add(path);
    for (const { path: next, kind, external } of outputs[path]?.imports ?? []) {
      if (kind !== "import-statement") continue;
      if (external) atOnce.add(next);
      else follow(next);
    }
  };
  follow(first);
  const all = Object.values(outputs).flatMap(({ imports }) => imports.filter(({ external }) => external));
  const later = new Set(all.map(({ path }) => path).filter((path) => !atOnce.has(path)));
  const packages = (paths: Iterable<string>) =>
    [...paths].filter((path) => !path.startsWith("node:")).toSorted();
  return { atOnce: packages(atOnce), later: packages(later) };
}

test("importing the root entry loads no package at all; each comes when it is first used", async () => {
  const { atOnce, later } = await packagesOf("");

  expect(atOnce).toEqual([]);
  expect(later).toEqual(
    expect.arrayContaining([
      "@alicloud/credentials",
      "@alicloud/fc2",
      "@alicloud/fnf-2019-03-15",
      "@alicloud/openapi-client",
      "@opentelemetry/api",
      "debug",
      "diff",
      "yaml",
      "zod",
    ]),
  );
});

test.each(["contract", "errors", "runtime"])("%s knows no package", async (entry) => {
  expect(await packagesOf(entry)).toEqual({ atOnce: [], later: [] });
});

test.each(["reporter", "transport", "graph", "policy"])("importing %s loads none", async (entry) => {
  expect((await packagesOf(entry)).atOnce).toEqual([]);
});
