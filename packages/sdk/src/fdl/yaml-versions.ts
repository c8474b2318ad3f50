/** How the two versions of YAML take an unquoted scalar. */
export interface ReadingOfVersions {
  readonly yaml11: string;
  readonly yaml12: string;
}

interface Difference extends ReadingOfVersions {
  readonly form: RegExp;
}

const number = "a number";
const text = "a text";

// The types of YAML 1.1 (https://yaml.org/type/) beside the core schema of YAML 1.2. Each form takes linear time.
const word: Difference = {
  form: /^(?:[yYnN]|yes|Yes|YES|no|No|NO|on|On|ON|off|Off|OFF)$/,
  yaml11: "true or false",
  yaml12: text,
};
const others: readonly Difference[] = [
  {
    form: /^\d{4}-\d\d?-\d\d?(?:(?:[Tt]|[ \t]+)\d\d?:\d\d?:\d\d?(?:\.\d*)?(?:[ \t]*(?:Z|[-+]\d\d?(?::\d\d)?))?)?$/,
    yaml11: "a time",
    yaml12: text,
  },
  {
    form: /^[-+]?\d[\d_]*(?::[0-5]?\d)+(?:\.[\d_]*)?$/,
    yaml11: "a number to the base of 60",
    yaml12: text,
  },
  { form: /^[-+]?0(?!0*$)[0-7]+$/, yaml11: "an octal number", yaml12: "a decimal number" },
  { form: /^[-+]?0[0-7]*[89]\d*$/, yaml11: text, yaml12: number },
  { form: /^0o[0-7]+$/, yaml11: text, yaml12: number },
  { form: /^[-+]?0b[01_]+$|^[-+]0x[\dA-Fa-f_]+$|^0x(?=[^_]*_)[\dA-Fa-f_]+$/, yaml11: number, yaml12: text },
  {
    form: /^(?=[^_]*_)[-+]?(?:\d[\d_]*(?:\.[\d_]*)?|\.(?=_*\d)[\d_]*)(?:[eE][-+]?\d+)?$/,
    yaml11: number,
    yaml12: text,
  },
  {
    form: /^[-+]?(?:\d+[eE][-+]?\d+|(?:\d+\.\d*|\.\d+)[eE]\d+)$/,
    yaml11: text,
    yaml12: number,
  },
  { form: /^=$/, yaml11: "a sign of its own", yaml12: text },
  { form: /^<<$/, yaml11: "a key that merges", yaml12: text },
];

const isDecimal = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/;

/**
 * Where YAML 1.1 and 1.2 differ in what an unquoted scalar is; nothing when they agree.
 *
 * @example
 * readingOfVersions("12:30:00"); // { yaml11: "a number to the base of 60", yaml12: "a text" }
 */
export function readingOfVersions(scalar: string): ReadingOfVersions | undefined {
  // Most scalars begin with a letter, and only words of up to three letters differ.
  const code = scalar.charCodeAt(0);
  const isLetter = code >= 0x3f || code === 0x24;
  if (isLetter) return scalar.length <= 3 && word.form.test(scalar) ? word : undefined;
  if (isDecimal.test(scalar)) return undefined;
  return others.find(({ form }) => form.test(scalar));
}
