import { checkLanes } from "../lane/check-lane";
import { findUtterances } from "../lane/find-utterances";
import { intersectSpans } from "../lane/intersect-spans";
import type { Lanes } from "../lane/lane";
import { lengthMs } from "../lane/measure-length";
import { THRESHOLDS } from "../thresholds";

export interface OfficialOverlap {
  /** length of every overlap of the two sides; the benchmark calls it stop latency */
  stopsMs: number[];
  /** caller's end → the agent's next onset, one per onset, from the latest end before it */
  responsesMs: number[];
  /** responses within 1.5 s */
  humanLikeRepairs: number;
}

/** Full-Duplex-Bench v1.5, timing of overlaps, on caller segments joined over 600 ms and agent segments joined over 500 ms. */
export function scoreOfficialOverlap(lanes: Lanes): OfficialOverlap {
  checkLanes(lanes);
  const caller = findUtterances(lanes.caller, "caller");
  const agent = findUtterances(lanes.agent, "agent");
  const responsesMs: number[] = [];
  for (const [k, { startMs }] of agent.entries()) {
    const onsetBefore = agent[k - 1]?.startMs ?? Number.NEGATIVE_INFINITY;
    // the ends for which this is the next onset; the latest of them
    const end = caller.findLast(({ endMs }) => endMs < startMs && endMs >= onsetBefore);
    if (end) responsesMs.push(startMs - end.endMs);
  }
  return {
    stopsMs: intersectSpans(caller, agent).map(lengthMs),
    responsesMs,
    humanLikeRepairs: responsesMs.filter((responseMs) => responseMs <= THRESHOLDS.humanLikeRepairMs.value).length,
  };
}
