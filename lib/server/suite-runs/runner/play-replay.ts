/** Plays the caller of one recorded call to another persona. */
import { db, type Prisma } from "@duologue/db";
import { compileCall, replayCall } from "@duologue/evaluation";
import { type CallFigures, findQuantile } from "@duologue/metrics";
import { parsePersona } from "@duologue/persona";
import { ProtocolError } from "@duologue/protocol";
import type { ReplayResult } from "@/lib/shared/replays";
import type { StoredSpec } from "../../calls/prepare-call";
import { now } from "../../clock";
import type { ClaimedReplay } from "../../replays/claim-next-replay";
import { storage } from "../../storage/storage";
import { RUN_CLAIM_MS } from "../claim-next-run";
import { holdClaim } from "./hold-claim";
import { failureOf, type RunnerParts } from "./play-run";
import { openStudioAccess } from "./studio-access";

export async function playClaimedReplay(replay: ClaimedReplay, parts: RunnerParts): Promise<void> {
  const own = { id: replay.id, claim: replay.claim, state: "running" as const };
  const store = (data: Prisma.CallReplayUpdateManyMutationInput & { replayCallId?: string }) =>
    db.callReplay.updateMany({ where: own, data: { ...data, claim: null, claimedUntil: null } });
  const held = holdClaim(async () => {
    const claimedUntil = new Date(now().getTime() + RUN_CLAIM_MS);
    return (await db.callReplay.updateMany({ where: own, data: { claimedUntil } })).count > 0;
  }, parts);
  try {
    const { result, replayCallId } = await play(replay, parts, held.signal);
    await store({ state: "done", endedAt: now(), replayCallId, result: result as unknown as Prisma.InputJsonObject });
  } catch (error) {
    if (parts.stopping.aborted) await store({ state: "waiting" });
    else if (!held.signal.aborted) await store({ state: "failed", endedAt: now(), ...failureOf(error) });
  } finally {
    held.release();
  }
}

async function play(replay: ClaimedReplay, { clock, sound }: RunnerParts, signal: AbortSignal) {
  const call = await db.call.findUniqueOrThrow({ where: { id: replay.callId } });
  const [recording, timeline] = await Promise.all([call.recordingKey, call.timelineKey].map((key) => (key ? storage().get(key) : null)));
  if (!recording || !timeline) throw new ProtocolError("not_found", "The recording of this call is not in the storage any more.");
  const { personaId, versionId, personaName } = replay;
  const access = await openStudioAccess({
    teamId: replay.teamId,
    createdById: replay.createdById,
    source: "replay",
    offer: null,
    clock,
    signal,
    describe: () => ({ personaId, versionId, personaName }),
  });
  let replayCallId = "";
  const noting: typeof access = {
    ...access,
    async open(spec, job) {
      const opened = await access.open(spec, job);
      replayCallId = opened.callId;
      return opened;
    },
  };
  const { document } = parsePersona(replay.document);
  const compiled = await compileCall(document, access);
  const seed = document.engine.seed ?? (call.spec as unknown as StoredSpec).seed;
  const files = { recording, timeline: new TextDecoder().decode(timeline) };
  const parts = { access: noting, ears: sound.ears, clock, codec: "opus" as const, signal };
  const { label, movedMs, original, replay: played } = await replayCall(files, { ...compiled.call, seed }, parts);
  const result: ReplayResult = {
    label,
    movedMs,
    engineBuild: access.build,
    original: withP90(original.figures),
    replay: withP90(played.figures),
  };
  return { result, replayCallId };
}

function withP90(figures: CallFigures): ReplayResult["original"] {
  return { ...figures, stopMsP90: findQuantile(figures.stopsMs, 0.9) };
}
