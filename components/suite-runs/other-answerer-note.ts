import type { SuiteReport } from "@duologue/evaluation/suites";

type Speaker = SuiteReport["speakers"][number];

/** Whether not the same speakers answered each, by name and by the hash of what spoke; said plainly, or null. */
export function otherAnswererNote(all: readonly (readonly Speaker[])[], what: "runs" | "calls"): string | null {
  const known = all.map((speakers) =>
    JSON.stringify(speakers.map(({ kind, title, model, weightsSha256 }) => [kind, title, model, weightsSha256])),
  );
  if (new Set(known).size < 2) return null;
  return `Not the same voice or checkpoint answered these ${what}: a difference may be theirs, not the persona’s.`;
}
