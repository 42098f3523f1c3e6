import { checkLanes } from "../lane/check-lane";
import { intersectSpans } from "../lane/intersect-spans";
import type { Lanes, Side, Span } from "../lane/lane";
import { lengthMs } from "../lane/measure-length";
import { findFalseStops } from "./find-false-stops";
import { findFloor } from "./find-floor";
import { findMissedTurns } from "./find-missed-turns";
import { findTurns } from "./find-turns";

export type MarkKind = "turn" | "pause" | "gap" | "overlap" | "backchannel" | "bargeIn" | "missedTurn" | "falseStop";

/** What happened when, to be drawn on the time axis. */
export interface Mark extends Span {
  readonly kind: MarkKind;
  /** null: it belongs to neither side */
  readonly side: Side | null;
  /** of a barge-in or a false stop: the caller's start → agent silent; null where the agent spoke on, and for everything else */
  readonly stopMs: number | null;
}

/**
 * The events behind the figures of `measureCall`, sorted by their beginning: as many turns, backchannels, barge-ins, missed turns
 * and false stops as it counts, and overlaps that together last as long as its overlap. A barge-in lasts until the agent is silent, or
 * until its own end where the agent spoke on; a missed turn from the caller's end to the next sound of anybody, or to the end; a false
 * stop, which is the agent's, from the caller's sound until the agent is silent. What `measureCall` is told of the caller's backchannels
 * is not known here.
 */
export function findMarks(lanes: Lanes): Mark[] {
  checkLanes(lanes);
  const utterances = findFloor(lanes);
  const { turns, pauses, gaps } = findTurns(utterances);
  const mark = (kind: MarkKind, side: Side | null, { startMs, endMs }: Span, stopMs: number | null = null): Mark => ({
    kind,
    side,
    startMs,
    endMs,
    stopMs,
  });
  const marks: Mark[] = [
    ...turns.map((turn) => mark("turn", turn.side, turn)),
    ...pauses.map((pause) => mark("pause", pause.side, pause)),
    ...gaps.map((gap) => mark("gap", null, gap)),
    ...intersectSpans(lanes.caller.voice, lanes.agent.voice).map((overlap) => mark("overlap", null, overlap)),
  ];
  for (const utterance of utterances) {
    const { kind, side, startMs, endMs, stopMs } = utterance;
    if (kind === "backchannel") marks.push(mark(kind, side, utterance));
    if (kind === "bargeIn") marks.push(mark(kind, side, { startMs, endMs: stopMs === null ? endMs : startMs + stopMs }, stopMs));
  }
  for (const { endMs } of findMissedTurns(utterances, lanes.caller.durationMs)) {
    const next = utterances.find(({ startMs }) => startMs > endMs);
    marks.push(mark("missedTurn", "caller", { startMs: endMs, endMs: next?.startMs ?? lanes.caller.durationMs }));
  }
  const falseStops = findFalseStops(lanes, utterances).found;
  for (const falseStop of falseStops) marks.push(mark("falseStop", "agent", falseStop, lengthMs(falseStop)));
  return marks.sort((a, b) => a.startMs - b.startMs);
}
