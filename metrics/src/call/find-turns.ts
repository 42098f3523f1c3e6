import type { Side, Span } from "../lane/lane";
import type { Utterance } from "./find-floor";

export interface Turn extends Span {
  readonly side: Side;
}

export interface Turns {
  turns: Turn[];
  /** silences inside a turn */
  pauses: Turn[];
  /** silences between turns */
  gaps: Span[];
}

/** A turn is one or more utterances of one side until the other takes the floor by one that is no backchannel. */
export function findTurns(utterances: readonly Utterance[]): Turns {
  const turns: { side: Side; startMs: number; endMs: number }[] = [];
  const pauses: Turn[] = [];
  const gaps: Span[] = [];
  for (const { side, kind, startMs, endMs } of utterances) {
    if (kind === "backchannel") continue;
    const turn = turns.at(-1);
    const silence = turn && startMs > turn.endMs ? { startMs: turn.endMs, endMs: startMs } : null;
    if (turn?.side === side) {
      if (silence) pauses.push({ side, ...silence });
      turn.endMs = Math.max(turn.endMs, endMs);
    } else {
      if (silence) gaps.push(silence);
      turns.push({ side, startMs, endMs });
    }
  }
  return { turns, pauses, gaps };
}
