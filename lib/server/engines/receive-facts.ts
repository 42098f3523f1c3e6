import { type Call, db, type Prisma } from "@duologue/db";
import { CALL_STATES, type CallFacts, type CallState, ProtocolError } from "@duologue/protocol";
import { wakeMeasurer } from "../scorecards/wake-measurer";
import { findEngineCall } from "./find-engine-call";

const MAX_TRIES = 5;

/**
 * An engine says what became of a call. The same facts twice, or older ones after newer ones, change nothing. Facts about a
 * call that was given up as lost are believed: its engine knows better, unless it has said itself how the call ended (metrics). Such a
 * call goes on no earlier than it stood, so that its ticket, shown again, does not bring it back to before its spec was fetched.
 */
export async function receiveFacts(engineId: string, callId: string, facts: CallFacts): Promise<void> {
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    const call = await findEngineCall(engineId, callId);
    const data = changes(call, facts);
    if (!data) return;
    const { count } = await db.call.updateMany({ where: { id: callId, state: call.state, endReason: call.endReason }, data });
    if (count > 0) {
      if (data.state === "ended") wakeMeasurer();
      return;
    }
    // the call moved between reading and writing: look again
  }
  throw new ProtocolError("conflict", "This call is changing faster than facts about it can be stored. Send them again.");
}

function changes(call: Call, facts: CallFacts): Prisma.CallUpdateManyMutationInput | null {
  const wasLost = call.state === "ended" && call.endReason === "engine_lost" && call.metrics === null;
  const stood = wasLost ? (call.liveAt ? "live" : "connecting") : (call.state as CallState);
  const isOlder = CALL_STATES.indexOf(facts.state) < CALL_STATES.indexOf(stood);
  const known = {
    ...(facts.speaker ? { speaker: facts.speaker } : {}),
    ...(facts.metrics ? { metrics: facts.metrics, durationMs: Math.round(facts.metrics.durationMs) } : {}),
  };
  if (isOlder) return null;
  if (call.state === "ended" && !wasLost) return call.metrics ? null : known;
  const at = new Date(facts.at);
  const liveAt = call.liveAt ?? (facts.state === "live" ? at : liveBefore(at, facts));
  if (facts.state !== "ended") {
    return {
      ...known,
      state: facts.state,
      liveAt,
      missedBeats: 0,
      ...(wasLost ? { endReason: null, endedAt: null, durationMs: null } : {}),
    };
  }
  return {
    ...known,
    state: "ended",
    endReason: facts.reason ?? "error",
    errorCode: facts.code ?? null,
    endedAt: at,
    durationMs: Math.round(facts.metrics?.durationMs ?? (liveAt ? Math.max(0, at.getTime() - liveAt.getTime()) : 0)),
  };
}

/** A short call's engine may have skipped the fact that it went live. */
function liveBefore(endedAt: Date, { metrics }: CallFacts): Date | null {
  return metrics && metrics.frames > 0 ? new Date(endedAt.getTime() - metrics.durationMs) : null;
}
