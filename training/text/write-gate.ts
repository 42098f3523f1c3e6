import { mkdirSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { gateFiles } from "./gate/gate-files";
import { saveLines } from "./save-lines";

/** Writes the gate's cases alone, within seconds: the same as write-text.ts writes with the same seed. */
const { values } = parseArgs({ options: { seed: { type: "string", default: "1" }, out: { type: "string" } } });
if (!values.out) throw new Error("Expected the folder to write to, received none: add --out FOLDER");
mkdirSync(values.out, { recursive: true });
for (const [name, lines] of gateFiles(Number(values.seed))) saveLines(path.join(values.out, name), lines);
