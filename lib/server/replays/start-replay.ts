import { db } from "@duologue/db";
import { ProtocolError } from "@duologue/protocol";
import type { z } from "zod";
import type { CallReplayDetail, startReplayInput } from "@/lib/shared/replays";
import { audit } from "../audit";
import type { Viewer } from "../auth/session";
import { findCall } from "../calls/find-call";
import { findMeasuredPersona } from "../personas/find-measured-persona";
import { toStored } from "../personas/stored-document";
import { wakeRunner } from "../suite-runs/wake-runner";
import { readReplay } from "./read-replay";

/** The caller of this call is to be played to another persona. Throws `conflict` where the call has no recording. */
export async function startReplay(viewer: Viewer, callId: string, wanted: z.output<typeof startReplayInput>): Promise<CallReplayDetail> {
  const call = await findCall(viewer.teamId, callId);
  if (call.state !== "ended" || !call.recordingKey || !call.timelineKey) {
    throw new ProtocolError("conflict", "Expected a call that has ended, with its recording and timeline, received one without.");
  }
  const { personaId, versionId, label, document } = await findMeasuredPersona(viewer.teamId, wanted);
  const { id } = await db.$transaction(async (tx) => {
    const data = { teamId: viewer.teamId, callId, personaId, versionId, personaName: label, document: toStored(document) };
    const replay = await tx.callReplay.create({ data: { ...data, createdById: viewer.userId } });
    await audit(viewer, "replay.started", { type: "replay", id: replay.id }, { callId }, tx);
    return replay;
  });
  wakeRunner();
  return readReplay(viewer, id);
}
