import type { SuiteReport } from "@duologue/evaluation/suites";
import { formatList } from "@/lib/shared/format";
import { isSmallModel } from "@/lib/shared/is-small-model";
import { shortTitle } from "@/lib/shared/short-title";
import { isOver, type SuiteRunSummary } from "@/lib/shared/suite-runs";
import { answererWords, type NextAnswer } from "@/lib/shared/who-answers";

type Speaker = SuiteReport["speakers"][number];

/** Who was measured, with the hash of what spoke. */
export function speakerWords({ kind, title, weightsSha256 }: Speaker): string {
  const what = kind === "native" ? "checkpoint" : "voice";
  return weightsSha256 ? `${title} · ${what} ${weightsSha256.slice(0, 12)}` : `${title} · no hash`;
}

/**
 * Of a run of which nothing is reported yet: who was chosen for it, or that the engine's own speaker answers. Of one that ended without an
 * answered call: nobody.
 */
export function awaitedWords({ state, offer }: Pick<SuiteRunSummary, "state" | "offer">, answers: NextAnswer | null): string {
  const chosen = answererWords(answers, offer);
  if (isOver(state)) return offer === null ? "nobody" : `nobody; ${chosen} was chosen`;
  return offer === null ? chosen : `${chosen}, as chosen for this run`;
}

/** Who answered each run, in short; null where the same answered all of them. */
export function answererNames(runs: readonly { speakers: readonly Speaker[] }[]): string[] | null {
  const sets = runs.map(({ speakers }) => JSON.stringify(speakers));
  if (new Set(sets).size < 2) return null;
  const short = runs.map(({ speakers }) => speakers.map(shortTitle));
  // two checkpoints may go by one name
  const isTold = new Set(short.map((titles) => titles.join())).size === new Set(sets).size;
  return runs.map(({ speakers }, k) => {
    if (speakers.length === 0) return "nobody";
    return formatList(
      isTold ? (short[k] ?? []) : speakers.map((one) => `${shortTitle(one)} ${one.weightsSha256?.slice(0, 6) ?? ""}`.trim()),
    );
  });
}

/** What figures of this speaker are worth, where that is not plain. */
export function speakerCaution(speakers: readonly Speaker[]): string | null {
  if (speakers.length > 1) return "More than one speaker answered: the figures mix them.";
  if (speakers[0]?.kind === "rehearsal")
    return "The rehearsal voice answered: a scripted stand-in that reads the flow’s own lines and understands nothing. These figures test flow and studio, not a model.";
  if (speakers[0]?.title.startsWith("Random weights"))
    return "A checkpoint of random weights answered: it makes noise, not speech. These figures test the machinery, not a model.";
  if (speakers.some(isSmallModel))
    return "A small trained model answered: it mishears people and sometimes invents what its prompt does not say. These figures are about its rhythm, which slips now and then; what it said proves nothing of the persona. Whether studio and flow work shows with the rehearsal voice.";
  return null;
}
