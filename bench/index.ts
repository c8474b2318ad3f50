/** Runs the benches named by the arguments; all of them without any. */
const benches: { readonly [name: string]: () => Promise<unknown> } = {
  clients: () => import("./clients.ts"),
  "end-to-end": () => import("./end-to-end.ts"),
  engine: () => import("./engine.ts"),
  kit: () => import("./kit.ts"),
  language: () => import("./language.ts"),
  types: () => import("./types.ts"),
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !Object.hasOwn(benches, name));
if (unknown.length > 0) {
  throw new Error(
    `There is no bench "${unknown[0]}". Give some of these: ${Object.keys(benches).join(", ")}.`,
  );
}
for (const [name, run] of Object.entries(benches)) {
  if (asked.length === 0 || asked.includes(name)) await run();
}
