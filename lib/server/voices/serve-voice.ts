import { ProtocolError } from "@duologue/protocol";
import { type AudioContainer, detectContainer } from "@/lib/shared/audio-container";
import type { Viewer } from "../auth/session";
import { serveStored } from "../storage/serve-stored";
import { storage } from "../storage/storage";
import { findVoice } from "./find-voice";

const CONTENT_TYPES: Record<AudioContainer, string> = {
  wav: "audio/wav",
  flac: "audio/flac",
  mp3: "audio/mpeg",
  ogg: "audio/ogg",
  matroska: "audio/webm",
  mov: "audio/mp4",
};

/** The original as it was uploaded, or what the model is given. Byte ranges are served, as players seek with them. */
export async function serveVoice(viewer: Viewer, id: string, variant: "original" | "normalised", request: Request): Promise<Response> {
  const voice = await findVoice(viewer.teamId, id);
  if (variant === "original") return serveStored(request, voice.originalKey, { contentType: await originalType(voice.originalKey) });
  if (!voice.normalisedKey)
    throw new ProtocolError("voice_unusable", "This voice did not pass its checks, so there is nothing that the model would hear.");
  return serveStored(request, voice.normalisedKey, { contentType: "audio/wav" });
}

async function originalType(key: string): Promise<string> {
  const start = await storage().open(key, { from: 0, to: 15 });
  const container = start ? detectContainer(new Uint8Array(await new Response(start.stream).arrayBuffer())) : null;
  return container ? CONTENT_TYPES[container] : "application/octet-stream";
}
