import type { Engine } from "@duologue/db";
import type { SpeakerInfo } from "@duologue/protocol";
import { countPlacedCalls, findLiveEngines, speakerOf } from "../../engines/find-engines";

/** An engine with more than one slot keeps one for people. */
export function slotsFor({ capacity }: Pick<Engine, "capacity">): number {
  return capacity > 1 ? capacity - 1 : capacity;
}

/**
 * The engine with most slots that neither people nor runs take, of those on which the same speaker answers. `full`: there are such engines,
 * but no free slot; `none`: there is none.
 */
export async function findFreeEngine(speaker: SpeakerInfo | null): Promise<Engine | "full" | "none"> {
  const open = (await findLiveEngines()).filter(
    (engine) => !engine.draining && engine.capacity > 0 && (speaker === null || isSame(speakerOf(engine), speaker)),
  );
  if (open.length === 0) return "none";
  const placed = await countPlacedCalls(
    open.map(({ id }) => id),
    null,
  );
  const free = (engine: Engine) => slotsFor(engine) - Math.max(engine.liveCalls + engine.queuedCalls, placed.get(engine.id) ?? 0);
  const best = open.reduce((one, other) => (free(other) > free(one) ? other : one));
  return free(best) > 0 ? best : "full";
}

/** Two builds of one model are two speakers; the hash of the weights may become known late. */
function isSame(one: SpeakerInfo, other: SpeakerInfo): boolean {
  if (one.kind !== other.kind || one.model !== other.model) return false;
  return one.weightsSha256 === null || other.weightsSha256 === null || one.weightsSha256 === other.weightsSha256;
}
