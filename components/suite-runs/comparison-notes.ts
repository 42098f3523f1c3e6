import { formatList } from "@/lib/shared/format";
import type { RunsComparisonDetail } from "@/lib/shared/suite-runs";
import { otherAnswererNote } from "./other-answerer-note";
import { speakerCaution } from "./speaker-words";

/** What the runs do not have in common, said plainly: a difference of figures may come from it. */
export function comparisonNotes({ runs, shared }: Pick<RunsComparisonDetail, "runs" | "shared">): string[] {
  const notes: string[] = [];
  const hasOther = <T>(pick: (run: RunsComparisonDetail["runs"][number]) => T) => new Set(runs.map(pick)).size > 1;
  if (hasOther(({ suiteSha256 }) => suiteSha256)) {
    const most = Math.max(...runs.map(({ scenarioCount }) => scenarioCount));
    const rest = shared.length < most ? "; the others are left out here" : "";
    notes.push(`The suite differs between these runs (another hash). Only the scenarios that are the same in all of them count${rest}.`);
  }
  const otherAnswerer = otherAnswererNote(
    runs.map(({ speakers }) => speakers),
    "runs",
  );
  if (otherAnswerer) notes.push(otherAnswerer);
  else if (hasOther(({ engineBuild }) => engineBuild)) notes.push("These runs were answered by engines of different versions.");
  if (hasOther(({ runnerBuild }) => runnerBuild)) notes.push("These runs were played and judged by different versions of the evaluation.");
  if (runs.some(({ state, failed, done, planned }) => state !== "done" || failed > 0 || done < planned))
    notes.push("Not every run is complete: a scenario that one of them has not played has no part in a difference.");
  return [...notes, ...cautionsOf(runs)];
}

/** Each caution once, with the runs that it is of: "A and C: …". */
function cautionsOf(runs: RunsComparisonDetail["runs"]): string[] {
  const labels = new Map<string, string[]>();
  for (const { label, speakers } of runs) {
    const caution = speakerCaution(speakers);
    if (caution) labels.set(caution, [...(labels.get(caution) ?? []), label]);
  }
  return [...labels].map(([caution, of]) => `${formatList(of)}: ${caution}`);
}
