import { Composer, CST, type Document, Lexer, LineCounter, Parser, type YAMLError } from "yaml";
import type { Diagnostic, Severity } from "../../errors/flow-definition-error.ts";
import { deepestNesting } from "../deepest-nesting.ts";
import { quoted } from "../excerpt.ts";
import { isTag } from "../shape/index.ts";
import type { SourceComment } from "../source.ts";
import { type BadCharacter, badCharacters } from "./bad-characters.ts";
import type { ParseCode } from "./parse-codes.ts";
import { positionAt } from "./position-at.ts";

// What follows the first few errors of a broken text is mostly their consequence.
const mostErrors = 20;

/** A text read as YAML, and what is wrong with it as YAML. */
export interface YamlText {
  readonly document: Document | undefined;
  readonly lines: LineCounter;
  readonly comments: readonly SourceComment[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads a text as one YAML (or JSON) document, with tags of deployment tools if they are kept. Never throws. */
export function readYaml(text: string, keepTags: boolean): YamlText {
  const lines = new LineCounter();
  lines.addNewLine(0);
  const diagnostic = (code: ParseCode, message: string, offset: number, severity: Severity = "error") => {
    return { code, severity, message, path: [], ...positionAt(lines, offset) };
  };

  const characters = badCharacters(text);
  const toDiagnostic = ({ message, offset, severity }: BadCharacter) =>
    diagnostic("yaml-characters", message, offset, severity);
  // What the library would say of such a text only follows from them.
  if (characters.some(({ severity }) => severity === "error")) {
    for (let end = text.indexOf("\n"); end !== -1; end = text.indexOf("\n", end + 1))
      lines.addNewLine(end + 1);
    return { document: undefined, lines, comments: [], diagnostics: characters.map(toDiagnostic) };
  }

  const parser = new Parser(lines.addNewLine);
  const comments: SourceComment[] = [];
  // Beside what is open, the document and a key or a scalar stand on the stack.
  const tooDeep = () => parser.stack.length > deepestNesting + 2;
  function* tokens(): Generator<CST.Token> {
    let isScalar = false;
    let errors = 0;
    for (const lexeme of new Lexer().lex(text)) {
      for (const token of parser.next(lexeme)) {
        if (token.type === "error") errors += 1;
        yield token;
      }
      if (errors > mostErrors) return;
      if (lexeme.startsWith("#") && !isScalar) {
        const position = positionAt(lines, parser.offset - lexeme.length);
        comments.push({ text: lexeme.slice(1).trim(), ...position });
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
    // Also for a text that says it is YAML 1.1: one reading of every text.
    schema: "core",
    // Looked for in plainData: the library's own search takes quadratic time.
    uniqueKeys: false,
  });
  const documents = composer.compose(tokens(), true, text.length);
  const document = documents.next().value ?? undefined;
  const second = documents.next().value;
  if (tooDeep()) {
    const message = `Here more than ${deepestNesting} mappings and sequences stand inside each other: close a bracket that was left open, or move inner steps into flows of their own.`;
    return {
      document: undefined,
      lines,
      comments,
      diagnostics: [diagnostic("yaml-too-deep", message, parser.offset)],
    };
  }

  const { errors = [], warnings = [] } = document ?? {};
  const unusual = keepTags ? warnings.filter((warning) => !isTag(unknownTag(warning))) : warnings;
  const diagnostics = [
    ...characters.map(toDiagnostic),
    ...errors
      .slice(0, mostErrors)
      .map(({ message, pos }) =>
        diagnostic("yaml-syntax", `This is not valid YAML: ${said(message)}.`, pos[0]),
      ),
    ...unusual.slice(0, mostErrors).map((warning) => {
      const tag = unknownTag(warning);
      return tag === undefined
        ? diagnostic(
            "yaml-syntax",
            `This is unusual YAML: ${said(warning.message)}.`,
            warning.pos[0],
            "warning",
          )
        : diagnostic("yaml-tag", adviceOnTag(tag), warning.pos[0]);
    }),
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

/** The library's words, which may repeat a very long part of the text. */
function said(message: string): string {
  return message.length > 300 ? `${message.slice(0, 300)}…` : message;
}

const unresolved = "Unresolved tag: ";

function unknownTag({ code, message }: YAMLError): string | undefined {
  return code === "TAG_RESOLVE_FAILED" && message.startsWith(unresolved)
    ? message.slice(unresolved.length)
    : undefined;
}

function adviceOnTag(tag: string): string {
  return isTag(tag)
    ? `The service does not know the tag ${quoted(tag)}. Write the value that it stands for, or, when a deployment tool resolves it first, read the text with templateTags: "keep".`
    : `The service does not know the tag ${quoted(tag)}. Write the value that it stands for.`;
}
