import type { PersonaDocument } from "@duologue/persona";
import { obstacleOf } from "./voice-words";
import type { VoiceSummary } from "./voices";

export interface VoiceObstacle {
  words: string;
  /** the voice of the library that it is about; null: there is none */
  voiceId: string | null;
}

/** Why no call can use the voice of a persona; null: one can. `library`: all voices of its team, whose records decide. */
export function voiceObstacle(
  voice: Pick<PersonaDocument["voice"], "kind" | "ref">,
  library: readonly Pick<VoiceSummary, "id" | "level" | "consent">[],
): VoiceObstacle | null {
  if (voice.kind !== "sample") return null;
  const found = library.find(({ id }) => id === voice.ref);
  if (!found) {
    const words = "This voice is not in your library: it was deleted, or the persona came from another studio. Choose another one.";
    return { words, voiceId: null };
  }
  const obstacle = obstacleOf(found);
  return obstacle === null ? null : { words: `No call can use this voice yet: ${obstacle}.`, voiceId: found.id };
}
