import { DEFAULT_SAMPLING, isSameSampling } from "@duologue/persona";
import type { Sampling, SpeakerInfo } from "@duologue/protocol";

/** Where the sampling of a call came from. A call that was answered before models recommended any says so by what it used. */
export function samplingWords(used: Sampling, speaker: SpeakerInfo | null): string {
  if (speaker?.sampling && isSameSampling(used, speaker.sampling)) return "as the model recommends";
  return isSameSampling(used, DEFAULT_SAMPLING) ? "the default" : "set by the persona";
}
