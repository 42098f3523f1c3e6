import { ProtocolError } from "@duologue/protocol";
import type { Viewer } from "../auth/session";
import { serveStored } from "../storage/serve-stored";
import { findCall } from "./find-call";

const FILES = {
  recording: { contentType: "audio/wav", extension: "wav" },
  timeline: { contentType: "application/x-ndjson; charset=utf-8", extension: "timeline.jsonl" },
};

/** The recording or the timeline, with byte ranges; `?download=1` offers it as a file. Throws `not_found` where there is none. */
export async function serveCallFile(viewer: Viewer, id: string, kind: keyof typeof FILES, request: Request): Promise<Response> {
  const call = await findCall(viewer.teamId, id);
  const key = kind === "recording" ? call.recordingKey : call.timelineKey;
  if (!key) throw new ProtocolError("not_found", `This call has no ${kind}.`);
  const { contentType, extension } = FILES[kind];
  const downloadAs = new URL(request.url).searchParams.get("download") === "1" ? `call-${id}.${extension}` : undefined;
  return serveStored(request, key, { contentType, downloadAs });
}
