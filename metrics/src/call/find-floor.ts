import { findUtterances } from "../lane/find-utterances";
import type { Lanes, Side, Span } from "../lane/lane";
import { lengthMs } from "../lane/measure-length";
import { THRESHOLDS } from "../thresholds";

export interface Utterance extends Span {
  readonly side: Side;
  /** the other side's utterance in which it began */
  readonly over: Span | null;
  /**
   * **backchannel**: at most 1 s long, and the other went on for more than 320 ms after it; it takes no floor. **bargeIn**: any other
   * of the caller's that overlaps at least 160 ms of the agent's. **floor**: everything else. As in engine/src/turns.
   */
  readonly kind: "floor" | "bargeIn" | "backchannel";
  /** of a barge-in: its start → agent silent; null where the agent still spoke 1 s after its end */
  readonly stopMs: number | null;
}

/** The utterances of both sides in the order of their beginning, and what each of them was. */
export function findFloor(lanes: Lanes): Utterance[] {
  const spans: Record<Side, Span[]> = { caller: findUtterances(lanes.caller, "caller"), agent: findUtterances(lanes.agent, "agent") };
  const ofSide = (side: Side): Utterance[] => spans[side].map((span) => judge(side, span, findOver(side, span.startMs, spans)));
  // where both begin at once, the caller was first
  return [...ofSide("caller"), ...ofSide("agent")].sort((a, b) => a.startMs - b.startMs);
}

function findOver(side: Side, startMs: number, spans: Record<Side, Span[]>): Span | null {
  const isBefore = (other: Span) => (side === "agent" ? other.startMs <= startMs : other.startMs < startMs);
  return spans[side === "agent" ? "caller" : "agent"].find((other) => isBefore(other) && other.endMs > startMs) ?? null;
}

function judge(side: Side, span: Span, over: Span | null): Utterance {
  const utterance = { ...span, side, over, stopMs: null };
  if (!over) return { ...utterance, kind: "floor" };
  const wentOnMs = over.endMs - span.endMs;
  if (lengthMs(span) <= THRESHOLDS.shortUtteranceMs.value && wentOnMs > THRESHOLDS.goesOnMs.value) {
    return { ...utterance, kind: "backchannel" };
  }
  const overlapMs = Math.min(over.endMs, span.endMs) - span.startMs;
  if (side === "agent" || overlapMs < THRESHOLDS.bargeInMinOverlapMs.value) return { ...utterance, kind: "floor" };
  return { ...utterance, kind: "bargeIn", stopMs: wentOnMs > THRESHOLDS.unheardAfterMs.value ? null : over.endMs - span.startMs };
}
