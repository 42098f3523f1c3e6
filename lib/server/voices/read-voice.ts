import type { VoiceDetail } from "@/lib/shared/voices";
import type { Viewer } from "../auth/session";
import { describeVoice } from "./describe-voice";
import { findVoice } from "./find-voice";

export async function readVoice(viewer: Viewer, id: string): Promise<VoiceDetail> {
  return describeVoice(await findVoice(viewer.teamId, id));
}
