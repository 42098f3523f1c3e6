import { db } from "@duologue/db";
import { ProtocolError } from "@duologue/protocol";
import { type CallReplayDetail, replayResult } from "@/lib/shared/replays";
import type { Viewer } from "../auth/session";
import { namesOf } from "../team/names-of";
import { describeReplay } from "./describe-replay";

export async function readReplay(viewer: Viewer, id: string): Promise<CallReplayDetail> {
  const replay = await db.callReplay.findFirst({ where: { id, teamId: viewer.teamId }, omit: { document: true } });
  if (!replay) throw new ProtocolError("not_found");
  const names = await namesOf([replay.createdById]);
  return { ...describeReplay(replay, names), result: replayResult.nullable().catch(null).parse(replay.result) };
}
