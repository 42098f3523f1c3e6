import type { PersonaDocument, Problem } from "@duologue/persona";
import { mergeProblems } from "@/components/canvas/core/problems-by-target";
import { voiceObstacle } from "@/lib/shared/voice-obstacle";
import type { VoiceSummary } from "@/lib/shared/voices";

/**
 * The problems with what the team's library says about the voice, in place of what the document notes of its consent. `library` is null while
 * nobody has said: then the note stands.
 */
export function withVoiceProblem(
  problems: Problem[],
  voice: PersonaDocument["voice"],
  library: readonly Pick<VoiceSummary, "id" | "level" | "consent">[] | null,
): Problem[] {
  // that no sample is chosen at all is told without a library
  if (library === null || voice.kind !== "sample" || voice.ref === null) return problems;
  const others = problems.filter(({ code }) => code !== "voice_without_consent");
  const obstacle = voiceObstacle(voice, library);
  if (!obstacle) return others;
  const message = obstacle.voiceId === null ? obstacle.words : `${obstacle.words} Put it right under Voices, or choose another voice.`;
  return mergeProblems(others, [{ level: "error", code: "voice_unusable", message, target: { kind: "persona", field: "voice" } }]);
}
