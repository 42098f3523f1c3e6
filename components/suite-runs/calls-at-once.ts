import type { SpeakerInfo } from "@duologue/protocol";
import { formatCount } from "@/lib/shared/format";
import type { RunSlots } from "@/lib/shared/run-slots";
import { shortTitle } from "@/lib/shared/short-title";

const USUAL_CALLS = 4;

/** No more than can be answered. null: not known how many that is. */
export function proposeCallsAtOnce(room: RunSlots | null): number {
  return room && room.forRuns > 0 ? Math.min(USUAL_CALLS, room.forRuns) : USUAL_CALLS;
}

/** "Small trained model has 2 slots, 1 of them for runs": beneath the field. */
export function roomWords(speaker: SpeakerInfo, { slots, forRuns }: RunSlots): string {
  return `${shortTitle(speaker)} has ${formatCount(slots, "slot")}${forRuns < slots ? `, ${forRuns} of them for runs` : ""}`;
}
