import { Composer, CST, type Document, Lexer, LineCounter, Parser } from "yaml";
import type { Diagnostic, Severity } from "../../errors/flow-definition-error.ts";
import type { SourceComment } from "../source.ts";

/** Far below what a stack holds (the library composes recursively), far above what a flow needs. */
export const deepestNesting = 256;
// What follows the first few errors of a broken text is mostly their consequence.
const mostErrors = 20;

/** A text read as YAML, and what is wrong with it as YAML. */
export interface YamlText {
  readonly document: Document | undefined;
  readonly lines: LineCounter;
  readonly comments: readonly SourceComment[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads a text as one YAML (or JSON) document. Never throws. */
export function readYaml(text: string): YamlText {
  const lines = new LineCounter();
  lines.addNewLine(0);
  const diagnostic = (code: string, message: string, offset: number, severity: Severity = "error") => {
    const { line, col } = lines.linePos(offset);
    return { code, severity, message, path: [], line, column: col };
  };

  const parser = new Parser(lines.addNewLine);
  const comments: SourceComment[] = [];
  const tooDeep = () => parser.stack.length > deepestNesting;
  function* tokens(): Generator<CST.Token> {
    let isScalar = false;
    for (const lexeme of new Lexer().lex(text)) {
      yield* parser.next(lexeme);
      if (lexeme.startsWith("#") && !isScalar) {
        const { line, col } = lines.linePos(parser.offset - lexeme.length);
        comments.push({ text: lexeme.slice(1).trim(), line, column: col });
      }
      isScalar = lexeme === CST.SCALAR;
      if (tooDeep()) return;
    }
    yield* parser.end();
  }
  const composer = new Composer({
    lineCounter: lines,
    logLevel: "silent",
    prettyErrors: false,
    // Looked for in plainData: the library's own search takes quadratic time.
    uniqueKeys: false,
  });
  const documents = composer.compose(tokens(), true, text.length);
  const document = documents.next().value ?? undefined;
  const second = documents.next().value;
  if (tooDeep()) {
    const message = `The text is nested more than ${deepestNesting} levels deep: look for a bracket that is not closed.`;
    return {
      document: undefined,
      lines,
      comments,
      diagnostics: [diagnostic("yaml-too-deep", message, parser.offset)],
    };
  }

  const diagnostics = [
    ...(document?.errors ?? []).map(({ message, pos }) =>
      diagnostic("yaml-syntax", `This is not valid YAML: ${message}.`, pos[0]),
    ),
    ...(document?.warnings ?? []).map(({ code, message, pos }) =>
      code === "TAG_RESOLVE_FAILED"
        ? diagnostic(
            "yaml-tag",
            `${message}: the service does not know this tag. Write the value it stands for.`,
            pos[0],
          )
        : diagnostic("yaml-syntax", `This is unusual YAML: ${message}.`, pos[0], "warning"),
    ),
  ].slice(0, mostErrors);
  if (second) {
    diagnostics.push(
      diagnostic(
        "yaml-syntax",
        "A second YAML document begins here: keep one flow in one text.",
        second.range[0],
      ),
    );
  }
  return { document, lines, comments, diagnostics };
}
