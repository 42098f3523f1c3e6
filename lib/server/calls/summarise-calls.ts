import type { Call } from "@duologue/db";
import { callMetrics, callState, ERROR_CODES, endReason, speakerInfo } from "@duologue/protocol";
import { z } from "zod";
import type { CallSummary } from "@/lib/shared/calls";
import type { ScorecardSummary } from "@/lib/shared/scorecards";
import { summariseScorecard } from "../scorecards/describe-scorecard";
import { namesOf } from "../team/names-of";

export type CallRow = Call & { link: { label: string } | null; scorecard: ScorecardSummary | null };

/** Rows → what the API says of them. Stored values that a newer engine reported and we do not know become null. */
export async function summariseCalls(calls: CallRow[]): Promise<CallSummary[]> {
  const names = await namesOf(calls.map(({ createdById }) => createdById));
  return calls.map((call) => ({
    id: call.id,
    personaId: call.personaId,
    personaName: call.personaName,
    source: call.source,
    linkId: call.linkId,
    linkLabel: call.link?.label ?? null,
    startedByName: (call.createdById && names.get(call.createdById)) || null,
    state: callState.catch("ended").parse(call.state),
    endReason: endReason.nullable().catch(null).parse(call.endReason),
    errorCode: z.enum(ERROR_CODES).nullable().catch(null).parse(call.errorCode),
    createdAt: call.createdAt.toISOString(),
    liveAt: call.liveAt?.toISOString() ?? null,
    endedAt: call.endedAt?.toISOString() ?? null,
    durationMs: call.durationMs,
    speaker: speakerInfo.nullable().catch(null).parse(call.speaker),
    metrics: callMetrics.nullable().catch(null).parse(call.metrics),
    hasRecording: call.recordingKey !== null,
    hasTimeline: call.timelineKey !== null,
    scores: summariseScorecard(call),
  }));
}
