import { spawn } from "node:child_process";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { fileURLToPath } from "node:url";

const runner = fileURLToPath(new URL("run.ts", import.meta.url));

/** Starts an example as a person does, in a process of its own and without credentials. */
export function startExample(name: string) {
  const args = ["--import", "tsx", "--conditions=@fnfkit/source", runner, name];
  const child = spawn(process.execPath, args, {
    env: { PATH: process.env.PATH ?? "", HOME: tmpdir() },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const output = { stdout: "", stderr: "" };
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    output.stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    output.stderr += text;
  });
  const closed = once(child, "close");
  return {
    /** What it printed that matches, as soon as it has. */
    async line(wanted: RegExp): Promise<RegExpExecArray> {
      for (;;) {
        const found = wanted.exec(output.stdout);
        if (found !== null) return found;
        const isOver = await Promise.race([
          once(child.stdout, "data").then(() => false),
          closed.then(() => true),
        ]);
        if (isOver) throw new Error(`The example "${name}" has ended:\n${output.stdout}${output.stderr}`);
      }
    },
    async end() {
      const [exitCode] = await closed;
      return { exitCode: exitCode as number | null, ...output };
    },
  };
}
