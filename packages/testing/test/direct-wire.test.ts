import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe } from "vitest";

// What holds over the vendor's clients holds without them: the same tests again, in one file, since to load what they need takes
// longer than to run them.
process.env.FNFKIT_WIRE = "direct";

const folders = ["compliance", "../../function-kit/test/compliance", "../../function-kit/test"];
// Counts what is sent over a wire, or runs for long.
const left = ["reports.test.ts", "chaos.test.ts"];

for (const folder of folders.map((name) => join(import.meta.dirname, name))) {
  for (const file of readdirSync(folder).filter(
    (name) => name.endsWith(".test.ts") && !left.includes(name),
  )) {
    describe(file, async () => {
      await import(/* @vite-ignore */ join(folder, file));
    });
  }
}
