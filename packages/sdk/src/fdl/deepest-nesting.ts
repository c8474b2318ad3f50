/**
 * How many mappings and sequences may stand inside each other: what `parseFlow` reads and `printFlow` writes. A nested
 * choice takes four of them.
 *
 * The YAML library reads recursively, and the usual stack of Node.js holds about 700.
 */
export const deepestNesting = 448;
