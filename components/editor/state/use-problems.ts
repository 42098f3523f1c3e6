"use client";

import type { Problem } from "@duologue/persona";
import { useMemo } from "react";
import { withVoiceProblem } from "../problems/with-voice-problem";
import { useEditor } from "./editor-context";
import { useVoiceLibrary } from "./voice-library";

/** Everything that is wrong with the persona as it stands: what its compiler finds, and its voice as the library knows it. */
export function useProblems(): Problem[] {
  const problems = useEditor((state) => state.problems);
  const voice = useEditor((state) => state.document.voice);
  const { data } = useVoiceLibrary();
  return useMemo(() => withVoiceProblem(problems, voice, data?.voices ?? null), [problems, voice, data]);
}
