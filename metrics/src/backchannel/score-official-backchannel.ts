import { checkLane } from "../lane/check-lane";
import type { Lane, Span } from "../lane/lane";
import { lengthMs } from "../lane/measure-length";
import { requireWords } from "../lane/require-words";
import { THRESHOLDS } from "../thresholds";
import { checkHumanShares } from "./check-human-shares";
import { measureDivergence } from "./measure-divergence";
import { spreadEvents } from "./spread-events";
import { stretchShares } from "./stretch-shares";

export interface OfficialBackchannel {
  /** by the last segment alone. Lower is better */
  takenOver: 0 | 1;
  /** every segment up to 3 s, until the first longer one */
  events: Span[];
  frequencyPerSecond: number;
  /** from the listeners' distribution, 0 to 0.8326; 1 where there is no event */
  divergence: number;
}

/**
 * Full-Duplex-Bench v1, backchannel: walks the agent's voice segments, not joined. One longer than 3 s takes the turn and ends the walk.
 * Any other is an event whatever it was, and decides anew whether the turn was taken: no if under 1 s with at most 2 words that touch it,
 * else yes (the benchmark asks for more than 3 words first, which comes to the same). `humanShares` is how 118 listeners responded, in bins of 200 ms.
 */
export function scoreOfficialBackchannel(agent: Lane, humanShares: readonly number[]): OfficialBackchannel {
  checkLane(agent, "agent");
  checkHumanShares(humanShares);
  const words = requireWords(agent);
  const events: Span[] = [];
  let takenOver: 0 | 1 = 0;
  for (const segment of agent.voice) {
    if (lengthMs(segment) > THRESHOLDS.listenMaxMs.value) {
      takenOver = 1;
      break;
    }
    events.push(segment);
    const count = words.filter(({ startMs, endMs }) => startMs < segment.endMs && endMs > segment.startMs).length;
    const isShort = lengthMs(segment) < THRESHOLDS.listenShortMs.value && count <= THRESHOLDS.listenShortWords.value;
    takenOver = isShort ? 0 : 1;
  }
  const seconds = agent.durationMs / 1_000;
  return {
    takenOver,
    events,
    frequencyPerSecond: seconds === 0 ? 0 : events.length / seconds,
    divergence: events.length === 0 ? THRESHOLDS.divergenceOfNothing.value : divergenceFrom(humanShares, events, agent.durationMs),
  };
}

/** How far events lie from where listeners responded. */
export function divergenceFrom(humanShares: readonly number[], events: readonly Span[], durationMs: number): number {
  const spread = spreadEvents(events, durationMs);
  return measureDivergence(spread, stretchShares(humanShares, spread.length));
}
