const mostCharacters = 80;

/** Lines as Mermaid takes them between double quotes. A line that is too long ends in `…`. */
export function mermaidLabel(lines: readonly string[]): string {
  // Mermaid takes no empty text.
  return lines.map((line) => escaped(cut(line))).join("<br/>") || " ";
}

function cut(line: string): string {
  if (line.length <= mostCharacters) return line;
  // Not between the two halves of a character.
  return `${line.slice(0, mostCharacters - 1).replace(/[\uD800-\uDBFF]$/, "")}…`;
}

const unprintable = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]+/gu;

/**
 * What would be read as more than text: quotes, directives, entities, HTML, Markdown (older versions read every label as
 * Markdown), and the words at which Mermaid takes a line for one of its own.
 */
const special =
  /["#<%`*~]|&(?=[#\w])|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])|^[-+>]|^\d(?=\d*[.)])|s(?=tyle)|c(?=lassDef)/gu;

// Formulas, names of icons, line breaks, and entities as Mermaid writes them to itself: looked for when entities have been resolved, so
// that only something between the two characters keeps them apart.
const pairs = /\$(?=\$)|\\(?=n)|:(?=fa-)|ﬂ(?=°)|¶(?=ß)/g;
const wordJoiner = "#8288;";

// What most lines are, found faster.
const plain = /^(?![-+>\d])(?!.*(?:\$\$|style|classDef))[A-Za-z0-9 $.,;=!?/'()[\]{}|@>-]*$/;

function escaped(line: string): string {
  return plain.test(line)
    ? line
    : line.replace(unprintable, " ").replace(special, entity).replace(pairs, `$&${wordJoiner}`);
}

function entity(character: string): string {
  return `#${character === '"' ? "quot" : character.codePointAt(0)};`;
}
