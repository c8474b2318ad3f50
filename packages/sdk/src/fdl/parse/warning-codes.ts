/** The codes of the warnings that `parseFlow` can give; comments of the text can suppress them. */
export const parseWarningCodes: readonly string[] = [
  "unknown-key",
  "yaml-1.1-scalar",
  "yaml-characters",
  "yaml-merge-key",
  "yaml-syntax",
];
