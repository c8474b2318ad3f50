// node --import ./scripts/typescript.mjs FILE.ts
// Runs TypeScript at the speed that built packages have: for benches.
import { register } from "node:module";

register("./typescript-hooks.mjs", import.meta.url);
