import { ProtocolError } from "@duologue/protocol";

/** What a suite file holds, as plain JSON. Throws `invalid_input` that says where it breaks off being JSON. */
export function readSuiteText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const where = /position \d+|line \d+ column \d+/.exec((error as Error).message)?.[0] ?? "its beginning";
    throw new ProtocolError("invalid_input", `Expected JSON, received something else at ${where}. Choose a .suite.json file.`);
  }
}
