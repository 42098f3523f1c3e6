import { renameSync, writeFileSync } from "node:fs";

/** Under a passing name first, so that a reader never meets half a file. */
export function saveLines(target: string, lines: readonly string[]): void {
  writeFileSync(`${target}.part`, `${lines.join("\n")}\n`);
  renameSync(`${target}.part`, target);
}
