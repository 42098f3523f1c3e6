/** What happened between the two sides of a call, in frames of 80 ms: one shape, whether observed during the call or measured afterwards. */
import { FRAME_MS, type TurnFact } from "@duologue/protocol";
import { z } from "zod";

export const MARK_KINDS = ["turn", "pause", "gap", "overlap", "backchannel", "bargeIn", "missedTurn", "falseStop"] as const;
export type MarkKind = (typeof MARK_KINDS)[number];

/** What the engine tells while a call goes on: what was missed, or stopped for nothing, is known only afterwards. */
export const OBSERVED_KINDS = MARK_KINDS.filter((kind) => kind !== "missedTurn" && kind !== "falseStop");

export const floorMark = z.object({
  kind: z.enum(MARK_KINDS),
  /** null: it belongs to neither side */
  lane: z.enum(["caller", "agent"]).nullable(),
  fromFrame: z.number().int().min(0),
  /** one past the last */
  toFrame: z.number().int().min(1),
  /** of a barge-in or a false stop: the caller's start → persona silent; null where the persona spoke on */
  stopMs: z.number().nullable(),
});
export type FloorMark = z.infer<typeof floorMark>;

/** A turn event of the engine as a mark; null for those that are none, such as single utterances. */
export function toFloorMark(fact: TurnFact): FloorMark | null {
  const { kind, lane = null, frameIndex: fromFrame } = fact;
  if (kind === "utterance") return null;
  const stopMs = kind === "bargeIn" ? (fact.stopMs ?? null) : null;
  const toFrame = Math.max(fromFrame + 1, fact.endFrameIndex ?? fromFrame + Math.round((stopMs ?? 0) / FRAME_MS));
  return { kind, lane: kind === "bargeIn" ? "caller" : lane, fromFrame, toFrame, stopMs };
}
