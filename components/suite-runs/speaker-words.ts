import type { SuiteReport } from "@duologue/evaluation/suites";
import { isExperimental } from "@/lib/shared/is-experimental";

type Speaker = SuiteReport["speakers"][number];

/** Who was measured, with the hash of what spoke. */
export function speakerWords({ kind, title, weightsSha256 }: Speaker): string {
  const what = kind === "native" ? "checkpoint" : "voice";
  return weightsSha256 ? `${title} · ${what} ${weightsSha256.slice(0, 12)}` : `${title} · no hash`;
}

/** What figures of this speaker are worth, where that is not plain. */
export function speakerCaution(speakers: readonly Speaker[]): string | null {
  if (speakers.length > 1) return "More than one speaker answered: the figures mix them.";
  if (speakers[0]?.kind === "rehearsal")
    return "The rehearsal voice answered: a scripted stand-in that reads the flow’s own lines and understands nothing. These figures test flow and studio, not a model.";
  if (speakers[0]?.title.startsWith("Random weights"))
    return "A checkpoint of random weights answered: it makes noise, not speech. These figures test the machinery, not a model.";
  if (speakers.some(isExperimental))
    return "An experimental model answered: it mishears people and sometimes invents what its prompt does not say. These figures are about its rhythm; what it said proves nothing of the persona.";
  return null;
}
