import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";

/**
 * The files that a Markdown text holds: its fenced blocks of any language that open with ```` ```ts file=NAME ````.
 *
 * @param {string} markdown
 * @returns {ReadonlyMap<string, string>} code by file name, in the order of the text
 */
export function readmeCode(markdown) {
  const files = new Map();
  for (const [, name, code] of markdown.matchAll(/^```\w+ file=(\S+)\n(.*?)^```$/gms)) {
    if (files.has(name)) throw new Error(`Failed to read the README's code: it has two files "${name}".`);
    files.set(name, code);
  }
  return files;
}

/**
 * Makes a folder hold the files of a Markdown file and nothing else. What is as it should be stays untouched, so that
 * nobody who watches the folder is woken for nothing.
 *
 * @param {string} markdownFile
 * @param {string} folder
 */
export function writeReadmeCode(markdownFile, folder) {
  const files = readmeCode(readFileSync(markdownFile, "utf8"));
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(folder)) {
    if (!files.has(name)) rmSync(join(folder, name), { recursive: true });
  }
  for (const [name, code] of files) {
    const file = join(folder, name);
    if (!existsSync(file) || readFileSync(file, "utf8") !== code) writeFileSync(file, code);
  }
  return [...files.keys()];
}

/**
 * Makes a folder hold the code of README and docs: a folder for each page that has any, named for it.
 *
 * @param {string} root - of the workspace
 * @param {string} folder
 */
export function writePagesCode(root, folder) {
  const docs = join(root, "docs");
  const pages = readdirSync(docs, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".md"))
    .map((name) => join(docs, name));
  const written = [join(root, "README.md"), ...pages]
    .filter((page) => readmeCode(readFileSync(page, "utf8")).size > 0)
    .map((page) => {
      const name = basename(page, ".md").toLowerCase();
      writeReadmeCode(page, join(folder, name));
      return name;
    });
  for (const name of readdirSync(folder)) {
    if (!written.includes(name)) rmSync(join(folder, name), { recursive: true });
  }
}
