import { ProtocolError } from "@duologue/protocol";
import { jsonMistake } from "../json/json-mistake";

/** What a suite file holds, as plain JSON. Throws `invalid_input` that says where it breaks off being JSON. */
export function readSuiteText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    const what = jsonMistake(text) ?? "received something else";
    throw new ProtocolError("invalid_input", `Expected JSON, ${what}. Correct it there, or choose another .suite.json file.`);
  }
}
