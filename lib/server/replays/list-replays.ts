import { db } from "@duologue/db";
import type { CallReplaySummary } from "@/lib/shared/replays";
import type { Viewer } from "../auth/session";
import { findCall } from "../calls/find-call";
import { namesOf } from "../team/names-of";
import { describeReplay } from "./describe-replay";

/** Replays of one call, newest first. */
export async function listReplays(viewer: Viewer, callId: string): Promise<CallReplaySummary[]> {
  await findCall(viewer.teamId, callId);
  const replays = await db.callReplay.findMany({
    where: { callId, teamId: viewer.teamId },
    orderBy: { createdAt: "desc" },
    take: 50,
    omit: { document: true },
  });
  const names = await namesOf(replays.map(({ createdById }) => createdById));
  return replays.map((replay) => describeReplay(replay, names));
}
