/** Results in a file of JSON lines: the first says of which run, then one a call. A line that a crash cut off is dropped. */
import { appendFile, readFile, truncate, writeFile } from "node:fs/promises";
import { ProtocolError } from "@duologue/protocol";
import { z } from "zod";
import { callResult } from "../call/call-result";
import type { ResultsStore, RunIdentity } from "./results-store";

const FORMAT = "duologue_results";
const header = z.object({
  spec: z.literal(FORMAT),
  version: z.literal(1),
  suiteSha256: z.string(),
  personas: z.array(z.object({ name: z.string(), sha256: z.string() })),
});

/**
 * Makes the file, or goes on with it.
 * @throws ProtocolError `conflict` where it belongs to another run, `invalid_input` where it is no such file
 */
export async function openResultsFile(file: string, { suiteSha256, personas }: RunIdentity): Promise<ResultsStore> {
  const identity = { spec: FORMAT, version: 1, suiteSha256, personas } as const;
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw new ProtocolError("invalid_input", `${file}: expected a file that can be read, received ${error.code}. Choose another one.`);
  });
  if (text === null || text === "") await writeFile(file, `${JSON.stringify(identity)}\n`);
  else await checkFile(file, text, identity);
  let last: Promise<void> = Promise.resolve();
  return {
    async read() {
      const [, ...lines] = (await readFile(file, "utf8")).split("\n");
      return lines.filter((line) => line !== "").map((line, k) => readResult(file, line, k + 2));
    },
    add(result) {
      last = last.then(() => appendFile(file, `${JSON.stringify(result)}\n`));
      return last;
    },
  };
}

async function checkFile(file: string, text: string, wanted: RunIdentity): Promise<void> {
  const whole = text.slice(0, text.lastIndexOf("\n") + 1);
  const first = header.safeParse(parse(whole.split("\n")[0] ?? ""));
  if (!first.success) {
    throw new ProtocolError(
      "invalid_input",
      `${file}: expected results of an earlier run, received another kind of file. Choose another one.`,
    );
  }
  const { suiteSha256, personas } = first.data;
  const differs = [
    suiteSha256 === wanted.suiteSha256 ? "" : "another suite",
    JSON.stringify(personas) === JSON.stringify(wanted.personas) ? "" : "other personas",
  ].filter((words) => words !== "");
  if (differs.length > 0) {
    throw new ProtocolError(
      "conflict",
      `${file}: expected results of this run, received those of ${differs.join(" and ")}. Choose another file, or delete this one to begin anew.`,
    );
  }
  if (whole.length < text.length) await truncate(file, Buffer.byteLength(whole));
}

function readResult(file: string, line: string, number: number) {
  const parsed = callResult.safeParse(parse(line));
  if (parsed.success) return parsed.data;
  throw new ProtocolError(
    "invalid_input",
    `${file}, line ${number}: expected the result of a call, received something else. Delete that line.`,
  );
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
