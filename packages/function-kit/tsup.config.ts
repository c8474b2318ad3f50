import { defineConfig } from "tsup";

const entries = {
  index: "src/index.ts",
  middleware: "src/middleware/index.ts",
  reporter: "src/reporter/index.ts",
  serve: "src/serve/index.ts",
};
/** Loaded when there is something for them to do; in files of their own, so that nothing else pays for them. */
const late = { conclude: "src/conclude.ts", "http-trigger": "src/http-trigger.ts" };

export default defineConfig({
  entry: { ...entries, ...late },
  format: ["esm", "cjs"],
  // esbuild would share files by the file and not by what is used of it.
  splitting: false,
  // Node 16 runs it; Node 14 must at least understand it, to be refused in words.
  target: "node14",
  sourcemap: true,
  clean: true,
  silent: true,
  // A function's credentials come with its context: the sdk's default chain, which would load this, is never asked.
  external: ["@alicloud/credentials"],
  esbuildPlugins: [
    {
      name: "files of their own",
      setup({ onResolve, initialOptions }) {
        const extension = initialOptions.format === "cjs" ? "cjs" : "js";
        // What the root hands on of an entry stays there, so that a bundler can leave it out.
        onResolve({ filter: /^\.\/reporter\/index\.ts$/ }, ({ kind }) =>
          kind === "entry-point" ? undefined : { path: `./reporter.${extension}`, external: true },
        );
        onResolve({ filter: /^\.\/[\w-]+\.ts$/ }, ({ path, kind }) => {
          const name = path.slice(2, -3);
          if (kind !== "dynamic-import" || !Object.hasOwn(late, name)) return undefined;
          return { path: `./${name}.${extension}`, external: true };
        });
      },
    },
  ],
  esbuildOptions(options) {
    options.conditions = ["@fnfkit/source"];
    // esbuild rewrites `?.` for all before 16.1, for the sake of calls that none of this code makes.
    options.supported = { "optional-chain": true };
  },
  dts: {
    entry: entries,
    compilerOptions: {
      // tsup 8 still hands `baseUrl` to TypeScript 6.
      ignoreDeprecations: "6.0",
      // A mapped path counts as our own source, so the sdk's types are bundled as its code is.
      paths: { "@fnfkit/sdk/*": ["../sdk/src/*/index.ts"] },
    },
  },
});
