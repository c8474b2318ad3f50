import type { Severity } from "../../errors/flow-definition-error.ts";

/** A character that should not be in a text, and where it is. */
export interface BadCharacter {
  readonly severity: Severity;
  readonly message: string;
  readonly offset: number;
}

/** The first character of each kind that a YAML text cannot have, or that tells of a text read in a wrong encoding. */
export function badCharacters(text: string): readonly BadCharacter[] {
  return kinds.flatMap(({ severity, form, says }): readonly BadCharacter[] => {
    const offset = text.search(form);
    if (offset === -1) return [];
    const code = text.charCodeAt(offset).toString(16).toUpperCase().padStart(4, "0");
    return [{ severity, message: `U+${code} ${says}`, offset }];
  });
}

const kinds: readonly { severity: Severity; form: RegExp; says: string }[] = [
  {
    severity: "error",
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for.
    form: /\u0000/,
    says: "cannot stand in YAML. A text saved as UTF-16 and read as UTF-8 is full of it: save the text as UTF-8.",
  },
  {
    severity: "error",
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for.
    form: /[\u0001-\u0008\u000b\u000c\u000e-\u001f]/,
    says: "is a control character, which cannot stand in YAML: take it out, or write it as an escape in double quotes.",
  },
  {
    severity: "warning",
    form: /\ufffd/,
    says: "stands for bytes that are not UTF-8: save the text as UTF-8.",
  },
  {
    severity: "warning",
    form: /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/,
    says: "is half of a character, which UTF-8 cannot carry: write the whole character, or an escape in double quotes.",
  },
];
