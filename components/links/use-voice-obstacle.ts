import { type Resource, useResource } from "@/lib/client/use-resource";
import type { PersonaDetail } from "@/lib/shared/personas";
import { type VoiceObstacle, voiceObstacle } from "@/lib/shared/voice-obstacle";
import type { VoiceSummary } from "@/lib/shared/voices";

/** Why no call can use the voice of a persona as it is stored; `isLooking` until that is known, or cannot be found out. */
export function useVoiceObstacle(personaId: string): { obstacle: VoiceObstacle | null; isLooking: boolean } {
  const persona = useResource<PersonaDetail>(`/api/personas/${personaId}`);
  const library = useResource<{ voices: VoiceSummary[] }>("/api/voices");
  return {
    obstacle: persona.data && library.data ? voiceObstacle(persona.data.document.voice, library.data.voices) : null,
    isLooking: isAwaited(persona) || isAwaited(library),
  };
}

function isAwaited({ data, error }: Pick<Resource<unknown>, "data" | "error">): boolean {
  return data === undefined && error === undefined;
}
