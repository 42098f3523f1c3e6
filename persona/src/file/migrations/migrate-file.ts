import { migrate09 } from "./migrate-0-9";

/** One step from an older form of the file to the next; pure functions on plain JSON. */
const STEPS: { from: string; migrate: (file: Record<string, unknown>) => Record<string, unknown> }[] = [
  { from: "0.9", migrate: migrate09 },
];

/** Brings an older file to the present form, step by step. `from` is null when nothing had to change. */
export function migrateFile(file: Record<string, unknown>): { file: Record<string, unknown>; from: string | null } {
  const from = versionOf(file);
  let current = file;
  for (const step of STEPS) if (versionOf(current) === step.from) current = step.migrate(current);
  return { file: current, from: current === file ? null : from };
}

function versionOf(file: Record<string, unknown>): string {
  return String(file.specVersion ?? file.spec_version ?? "");
}
