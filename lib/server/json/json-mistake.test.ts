import { describe, expect, it } from "vitest";
import { jsonMistake } from "./json-mistake";

describe("where a text breaks off being JSON", () => {
  it.each([
    ["RIFF....WAVE", "received “RIFF” at line 1, column 1, where “{” belongs"],
    ["", "received the end of the file at line 1, column 1, where “{” belongs"],
    ['{\n  "a": 1,\n}', "received “}” at line 3, column 1, where a key in double quotes belongs"],
    ['{\r\n  "a": 1\r\n  "b": 2\r\n}', 'received “"” at line 3, column 3, where a comma or a closing bracket belongs'],
    ['{"a": [1, 2 3]}', "received “3” at line 1, column 13, where a comma or a closing bracket belongs"],
    ["{'a': 1}", "received “'” at line 1, column 2, which is neither a number nor a text in double quotes"],
    ['{"a": undefined}', "received “undefined” at line 1, column 7, which is neither a number nor a text in double quotes"],
    ['{"a": }', "received “}” at line 1, column 7, where a value belongs"],
    ['{"a" 1}', "received “1” at line 1, column 6, where a colon belongs"],
    ["[1,]", "received “]” at line 1, column 4, where a value belongs"],
    ["[,]", "received “,” at line 1, column 2, where a value belongs"],
    ["[01]", "received “1” at line 1, column 3, where a comma or a closing bracket belongs"],
    ['{"a": "one\n"}', "received a text without its closing quote at line 1, column 7"],
    ['{"a": "one\ttwo"}', "received a text with a line break or a tab, which are written \\n and \\t, at line 1, column 7"],
    ['{"a": "\\x"}', "received a text with an unknown escape at line 1, column 7"],
    ['{"a": "one', "received a text without its closing quote at line 1, column 7"],
    ['{"a": [1', "received the end of the file at line 1, column 9, where a comma or “]” belongs"],
    ["{} {}", "received “{” at line 1, column 4, where the end of the file belongs"],
    ['{"a": "😀" 😀}', "received “😀” at line 1, column 12, which is neither a number nor a text in double quotes"],
    [`{"a": ${"x".repeat(500)}}`, "received “xxxxxxxxxxxx” at line 1, column 7, which is neither a number nor a text in double quotes"],
  ])("%j", (text, words) => {
    expect(() => JSON.parse(text)).toThrow();
    expect(jsonMistake(text)).toBe(words);
  });

  it("finds none in what is JSON", () => {
    for (const text of ['{"a": [1, -0.5e+3, true, false, null, "\\u00e9\\n", {}, []]}', " 7\n"]) expect(jsonMistake(text)).toBeNull();
  });

  it("comes to an end with what nests deeper than calls may", () => {
    expect(jsonMistake("[".repeat(200_000))).toBeNull();
  });

  it("agrees with JSON.parse on every beginning, and on every lack of one character", () => {
    const text = '{"a": [1.5, "b\\"c", {"d": null}], "e": {"f": -1e9, "g": ""}}';
    for (let at = 0; at < text.length; at++) {
      for (const broken of [text.slice(0, at), text.slice(0, at) + text.slice(at + 1)])
        expect(jsonMistake(broken) === null, broken).toBe(isJson(broken));
    }
  });
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
