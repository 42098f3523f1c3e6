// The beginning of what a test failed with, for the list at the end of `npm test`: all of it stands further up, where it failed.
import { stripVTControlCharacters } from "node:util";

const LINES = 8;

export function shortenReason(message) {
  const lines = stripVTControlCharacters(message)
    .split("\n")
    .map((line) => line.trimEnd())
    .filter((line) => line !== "");
  return [...lines.slice(0, LINES), ...(lines.length > LINES ? ["…"] : [])].map((line) => `  ${line}`).join("\n");
}
