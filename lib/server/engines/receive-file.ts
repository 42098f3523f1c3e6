import { db } from "@duologue/db";
import { ProtocolError } from "@duologue/protocol";
import { limitStream } from "../http/read-body";
import { requestScorecard } from "../scorecards/request-scorecard";
import { wakeMeasurer } from "../scorecards/wake-measurer";
import { storage } from "../storage/storage";
import { findEngineCall } from "./find-engine-call";

/** An hour of 16-bit stereo at 24 kHz is 346 MB. */
const FILES = {
  recording: { limitBytes: 400_000_000, contentType: "audio/wav", name: "recording.wav", column: "recordingKey" },
  timeline: { limitBytes: 64_000_000, contentType: "application/x-ndjson", name: "timeline.jsonl", column: "timelineKey" },
} as const;

/** Stores a call's recording or timeline, replacing an earlier one; also for calls that were given up as lost. */
export async function receiveFile(
  engineId: string,
  callId: string,
  kind: keyof typeof FILES,
  request: Request,
): Promise<{ ok: true; bytes: number }> {
  const { limitBytes, contentType, name, column } = FILES[kind];
  const received = request.headers.get("content-type") ?? "nothing";
  if (!received.startsWith(contentType))
    throw new ProtocolError("unsupported_media", `Expected ${contentType}, received ${received.slice(0, 80)}.`);
  if (!request.body) throw new ProtocolError("bad_request", `Expected the ${kind} as the body, received none.`);
  const call = await findEngineCall(engineId, callId);
  const key = `calls/${call.id}/${name}`;
  const bytes = await storage().put(key, limitStream(request.body, limitBytes));
  const { count } = await db.call.updateMany({ where: { id: call.id }, data: { [column]: key } });
  if (count === 0) {
    await storage().delete(key);
    throw new ProtocolError("gone", "This call was deleted in the meantime.");
  }
  await requestScorecard(call.id);
  wakeMeasurer();
  return { ok: true, bytes };
}
