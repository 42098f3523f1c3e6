import { type ParseError, parse, printParseErrorCode } from "jsonc-parser";

/** What belongs where a mistake of this name stands. */
const WANTED: Record<string, string> = {
  InvalidNumberFormat: "a number",
  PropertyNameExpected: "a key in double quotes",
  ColonExpected: "a colon",
  CommaExpected: "a comma or a closing bracket",
  CloseBraceExpected: "a comma or “}”",
  CloseBracketExpected: "a comma or “]”",
  EndOfFileExpected: "the end of the file",
};
/** What is wrong inside a text or with a mark, told at its beginning. */
const RECEIVED: Record<string, string> = {
  InvalidCommentToken: "a comment",
  UnexpectedEndOfString: "a text without its closing quote",
  InvalidUnicode: "a text with an unknown escape",
  InvalidEscapeCharacter: "a text with an unknown escape",
  InvalidCharacter: "a text with a line break or a tab, which are written \\n and \\t,",
};
const MOST_QUOTED = 12;

/**
 * "received “}” at line 5, column 12, where a value belongs"; null where nothing is found. `JSON.parse` says so in words of the browser's or
 * Node's own, and not always with the place.
 */
export function jsonMistake(text: string): string | null {
  const mistake = firstMistake(text);
  if (mistake === undefined) return null;
  const { offset } = mistake;
  const lines = text.slice(0, offset).split(/\r\n|\r|\n/);
  const place = `line ${lines.length}, column ${(lines.at(-1) ?? "").length + 1}`;
  const name = printParseErrorCode(mistake.error);
  if (RECEIVED[name]) return `received ${RECEIVED[name]} at ${place}`;
  const received = `received ${foundAt(text, offset)} at ${place}`;
  if (offset > 0 && name === "InvalidSymbol") return `${received}, which is neither a number nor a text in double quotes`;
  return `${received}, where ${offset === 0 ? "“{”" : (WANTED[name] ?? "a value")} belongs`;
}

/** Of those at one place one that says what belongs there, rather than only that this does not. */
function firstMistake(text: string): ParseError | undefined {
  const mistakes: ParseError[] = [];
  try {
    parse(text, mistakes, { disallowComments: true });
  } catch (error) {
    // it calls itself as deep as the text nests, and has found what it has
    if (!(error instanceof RangeError)) throw error;
  }
  const here = mistakes.filter(({ offset }) => offset === Math.min(...mistakes.slice(0, 2).map((mistake) => mistake.offset)));
  return here.find(({ error }) => printParseErrorCode(error) !== "InvalidSymbol") ?? here[0];
}

function foundAt(text: string, offset: number): string {
  const char = text.codePointAt(offset);
  if (char === undefined) return "the end of the file";
  const word = /^[\p{L}\p{N}_]+/u.exec(text.slice(offset, offset + MOST_QUOTED))?.[0];
  return `“${word ?? String.fromCodePoint(char)}”`;
}
