/** What a function's own bundle, minified, may weigh for each entry of the built packages that functions import. */

const kibibytes = (/** @type {number} */ many) => `${many * 1_024} B`;

/**
 * @param {string} name
 * @param {string} file
 * @param {string} names - what is imported of it
 * @param {string} limit
 * @param {string[]} late - what the function loads later, if at all
 */
function entry(name, file, names, limit, late = []) {
  return {
    ...{ name, path: file, import: { [file]: names }, limit, brotli: false },
    /** @param {object} config */
    modifyEsbuildConfig: (config) => ({
      ...config,
      ...{ platform: "node", format: "esm", logLevel: "error", external: ["@alicloud/*", ...late] },
    }),
  };
}

const kit = "packages/function-kit/dist";
/** The kit's own files for what happens after the handler, and for the HTTP triggers of FC 2.0. */
const late = ["./conclude.js", "./http-trigger.js"];

export default [
  entry(
    "handleTask, until it has something to report",
    `${kit}/index.js`,
    "{ handleTask }",
    kibibytes(8),
    late,
  ),
  entry("handleTask and all that it may load", `${kit}/index.js`, "{ handleTask }", kibibytes(34)),
  entry("function-kit/serve", `${kit}/serve.js`, "{ serve }", kibibytes(9)),
  entry("function-kit/middleware", `${kit}/middleware.js`, "*", kibibytes(5.5)),
  entry("function-kit/reporter", `${kit}/reporter.js`, "*", kibibytes(21)),
  entry("sdk/contract", "packages/sdk/dist/contract.js", "*", kibibytes(4)),
];
