import type { CallReplay } from "@duologue/db";
import type { CallReplaySummary } from "@/lib/shared/replays";

export function describeReplay(replay: Omit<CallReplay, "document">, names: ReadonlyMap<string, string | null>): CallReplaySummary {
  const { id, callId, replayCallId, personaName, state, failure, createdById, createdAt } = replay;
  const startedByName = names.get(createdById) ?? null;
  return { id, callId, replayCallId, personaName, state, failure, startedByName, createdAt: createdAt.toISOString() };
}
