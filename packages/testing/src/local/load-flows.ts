import { readdir, readFile } from "node:fs/promises";
import { basename, extname, join } from "node:path";
import type { Clouds } from "../clouds/index.ts";
import { UsageError } from "./local-options.ts";

/**
 * Deploys the flows of a folder, each by its file's name.
 *
 * @returns their names
 * @throws UsageError when there is no such folder
 * @throws Error when the service refuses one
 */
export async function loadFlows(clouds: Clouds, folder: string): Promise<readonly string[]> {
  const files = (await filesOf(folder)).filter((file) => [".yml", ".yaml"].includes(extname(file))).sort();
  const names = [];
  for (const file of files) {
    const name = basename(file, extname(file)).replace(/\.flow$/, "");
    const Definition = await readFile(join(folder, file), "utf8");
    const { accessKeySecret, ...key } = clouds.credentials;
    const reply = await clouds.respond(
      {
        service: "fnf",
        action: "CreateFlow",
        params: { Name: name, Definition, Description: "", Type: "FDL" },
        authentication: { ...key, signedWith: (secret) => secret === accessKeySecret },
      },
      new AbortController().signal,
    );
    if (reply.kind === "error") {
      const { code, message } = reply.error;
      throw new Error(`Failed to deploy flow "${name}" of "${join(folder, file)}": ${message} (${code}).`);
    }
    names.push(name);
  }
  return names;
}

const reasons: { readonly [code: string]: string } = {
  ENOENT: "there is no such folder",
  ENOTDIR: "it is no folder",
  EACCES: "it may not be read",
};

async function filesOf(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    const reason = reasons[(error as NodeJS.ErrnoException).code ?? ""];
    if (reason === undefined) throw error;
    throw new UsageError(
      `Failed to deploy the flows of --flows "${folder}": ${reason}. Give the folder that holds the *.yml flows.`,
      { cause: error },
    );
  }
}
