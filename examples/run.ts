/** Runs the example named by the argument. */
const examples: { readonly [name: string]: () => Promise<unknown> } = {
  "batch-fan-in": () => import("./batch-fan-in/main.ts"),
  "long-job": () => import("./long-job/main.ts"),
  "web-approval": () => import("./web-approval/main.ts"),
};

const [name = ""] = process.argv.slice(2);
const run = Object.hasOwn(examples, name) ? examples[name] : undefined;
if (run === undefined) {
  throw new Error(`There is no example "${name}". Give one of these: ${Object.keys(examples).join(", ")}.`);
}
await run();
