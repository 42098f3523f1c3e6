import type { Call, Scorecard } from "@duologue/db";
import { speakerInfo } from "@duologue/protocol";
import { type CallScorecard, type ScorecardSummary, scorecardFailure, scorecardResult } from "@/lib/shared/scorecards";

type Measurable = Pick<Call, "state" | "recordingKey">;

/** What the API says of a call's scorecard; null where there is nothing to measure. No row yet: it waits. */
export function describeScorecard(call: Measurable & { scorecard: Scorecard | null }): CallScorecard | null {
  if (!isMeasurable(call)) return null;
  const { scorecard } = call;
  if (!scorecard) return { state: "waiting", failure: null, result: null, speaker: null, measuredAt: null };
  return {
    state: scorecard.state,
    failure: scorecardFailure.nullable().catch("broke_off").parse(scorecard.failure),
    // of another layout: it is being measured again
    result: scorecardResult.nullable().catch(null).parse(scorecard.result),
    speaker: speakerInfo.nullable().catch(null).parse(scorecard.speaker),
    measuredAt: scorecard.measuredAt?.toISOString() ?? null,
  };
}

export function summariseScorecard(call: Measurable & { scorecard: ScorecardSummary | null }): ScorecardSummary | null {
  if (!isMeasurable(call)) return null;
  const { state, responseMsMedian, stopMsMedian } = call.scorecard ?? { state: "waiting", responseMsMedian: null, stopMsMedian: null };
  return { state, responseMsMedian, stopMsMedian };
}

function isMeasurable({ state, recordingKey }: Measurable): boolean {
  return state === "ended" && recordingKey !== null;
}
