import type { VoiceDetail } from "@/lib/shared/voices";
import type { Viewer } from "../auth/session";
import { describeVoice } from "./describe-voice";
import { findVoice } from "./find-voice";
import { remeasureVoice } from "./remeasure-voice";

export async function readVoice(viewer: Viewer, id: string): Promise<VoiceDetail> {
  return describeVoice(await remeasureVoice(await findVoice(viewer.teamId, id)));
}
