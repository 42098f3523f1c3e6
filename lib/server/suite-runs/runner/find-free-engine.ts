import type { Engine } from "@duologue/db";
import type { SpeakerInfo } from "@duologue/protocol";
import { slotsForRuns } from "@/lib/shared/run-slots";
import { countPlacedCalls, findAnswering, findLiveEngines } from "../../engines/find-engines";

/**
 * The engine with most slots that neither people nor runs take, of those on which the same speaker answers: their own where `offer` is null,
 * else the offered one of that name. `full`: there are such engines, but no free slot; `none`: there is none.
 */
export async function findFreeEngine(offer: string | null, speaker: SpeakerInfo | null): Promise<Engine | "full" | "none"> {
  const open = findAnswering(await findLiveEngines(), offer).filter((one) => speaker === null || isSame(one.speaker, speaker));
  if (open.length === 0) return "none";
  const placed = await countPlacedCalls(open);
  const free = (one: (typeof open)[number]) =>
    slotsForRuns(one) - Math.max(one.liveCalls + one.queuedCalls, placed.get(one.engine.id) ?? 0);
  const best = open.reduce((one, other) => (free(other) > free(one) ? other : one));
  return free(best) > 0 ? best.engine : "full";
}

/** Two builds of one model are two speakers; the hash of the weights may become known late. */
function isSame(one: SpeakerInfo, other: SpeakerInfo): boolean {
  if (one.kind !== other.kind || one.model !== other.model) return false;
  return one.weightsSha256 === null || other.weightsSha256 === null || one.weightsSha256 === other.weightsSha256;
}
