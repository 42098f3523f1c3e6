/** Where a text breaks off being JSON. `JSON.parse` says so in words of the browser's or Node's own, and not always with the place. */

interface Mistake {
  offset: number;
  /** what belongs there */
  wanted: string;
}

type Wanted = "value" | "value or ]" | "key" | "key or }" | "colon" | "comma" | "end";

const WANTED_WORDS: Record<Exclude<Wanted, "comma">, string> = {
  value: "a value",
  "value or ]": "a value or “]”",
  key: "a key in double quotes",
  "key or }": "a key in double quotes or “}”",
  colon: "a colon",
  end: "the end of the file",
};
const AN_ESCAPE = "an escape such as \\n";
const SCALAR = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[\da-fA-F]{4})/y;
const MOST_QUOTED = 12;

/** "received “}” at line 5, column 12, where a value belongs"; null for a text that is JSON. */
export function jsonMistake(text: string): string | null {
  const mistake = findMistake(text);
  if (mistake === null) return null;
  const lines = text.slice(0, mistake.offset).split(/\r\n|\r|\n/);
  const column = (lines.at(-1) ?? "").length + 1;
  return `received ${foundAt(text, mistake.offset)} at line ${lines.length}, column ${column}, where ${mistake.wanted} belongs`;
}

function foundAt(text: string, offset: number): string {
  const [char] = text.slice(offset, offset + 2);
  if (char === undefined) return "the end of the file";
  if (char === "\n" || char === "\r") return "the end of the line";
  if (char === "\t") return "a tab";
  if (char < " ") return "a control character";
  const word = /^(?:[\p{L}\p{N}_]+|\\.)/u.exec(text.slice(offset, offset + MOST_QUOTED))?.[0];
  return `“${word ?? char}”`;
}

/** Keeps the open brackets itself: a file may nest deeper than calls may. */
function findMistake(text: string): Mistake | null {
  const open: ("{" | "[")[] = [];
  let wanted: Wanted = "value";
  let at = 0;
  const afterValue = (): Wanted => (open.length > 0 ? "comma" : "end");
  for (;;) {
    while (" \t\n\r".includes(text[at] ?? "x")) at++;
    const char = text[at];
    if (char === undefined && wanted === "end") return null;
    const isValueWanted: boolean = wanted === "value" || wanted === "value or ]";
    const isKeyWanted: boolean = wanted === "key" || wanted === "key or }";
    if (char === '"' && (isValueWanted || isKeyWanted)) {
      const read = readString(text, at);
      if (typeof read !== "number") return read;
      at = read;
      wanted = isKeyWanted ? "colon" : afterValue();
    } else if (isValueWanted && (char === "{" || char === "[")) {
      open.push(char);
      wanted = char === "{" ? "key or }" : "value or ]";
      at++;
    } else if (isClosing(char, open.at(-1)) && (wanted === "comma" || wanted === "key or }" || wanted === "value or ]")) {
      open.pop();
      wanted = afterValue();
      at++;
    } else if (char === "," && wanted === "comma") {
      wanted = open.at(-1) === "{" ? "key" : "value";
      at++;
    } else if (char === ":" && wanted === "colon") {
      wanted = "value";
      at++;
    } else {
      const length = isValueWanted ? lengthOf(SCALAR, text, at) : 0;
      if (length === 0) return { offset: at, wanted: wordsFor(wanted, open.at(-1), at === 0) };
      at += length;
      wanted = afterValue();
    }
  }
}

function isClosing(char: string | undefined, opened: "{" | "[" | undefined): boolean {
  return (char === "}" && opened === "{") || (char === "]" && opened === "[");
}

function wordsFor(wanted: Wanted, opened: "{" | "[" | undefined, isBeginning: boolean): string {
  if (isBeginning) return "“{”";
  return wanted === "comma" ? `a comma or “${opened === "{" ? "}" : "]"}”` : WANTED_WORDS[wanted];
}

/** Where the string that begins at `start` has ended. */
function readString(text: string, start: number): number | Mistake {
  for (let at = start + 1; at < text.length; at++) {
    const char = text[at] as string;
    if (char === '"') return at + 1;
    if (char === "\n" || char === "\r") return { offset: at, wanted: "a closing quote" };
    if (char < " ") return { offset: at, wanted: AN_ESCAPE };
    if (char !== "\\") continue;
    const length = lengthOf(ESCAPE, text, at);
    if (length === 0) return { offset: at, wanted: AN_ESCAPE };
    at += length - 1;
  }
  return { offset: text.length, wanted: "a closing quote" };
}

function lengthOf(sticky: RegExp, text: string, at: number): number {
  sticky.lastIndex = at;
  return sticky.exec(text)?.[0].length ?? 0;
}
