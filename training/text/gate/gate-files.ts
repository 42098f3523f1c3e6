import { writeGateCases } from "../gate-cases";
import { writeBargeInCases } from "./barge-in-cases";
import { writeLongCalls } from "./long-calls";
import { writePauseCases } from "./pause-cases";
import { replyFamilies } from "./reply-families";

/** Names and lines of the files that a trained model is measured by, but for its sentences. */
export function gateFiles(seed: number): [string, string[]][] {
  const files: Record<string, readonly unknown[]> = {
    gate: writeGateCases(seed),
    "gate-pauses": writePauseCases(seed),
    "gate-barge-ins": writeBargeInCases(seed),
    "gate-long-calls": writeLongCalls(seed),
    "gate-replies": replyFamilies(),
  };
  return Object.entries(files).map(([name, entries]) => [`${name}.jsonl`, entries.map((entry) => JSON.stringify(entry))]);
}
