"use client";

import { createContext, type ReactNode, useContext } from "react";
import { type Resource, useResource } from "@/lib/client/use-resource";
import type { VoiceSummary } from "@/lib/shared/voices";

const VoiceLibraryContext = createContext<Resource<{ voices: VoiceSummary[] }> | null>(null);

/** Asks once for the voices of the team; form and problems go by the same answer. */
export function VoiceLibrary({ children }: { children: ReactNode }) {
  const library = useResource<{ voices: VoiceSummary[] }>("/api/voices");
  return <VoiceLibraryContext.Provider value={library}>{children}</VoiceLibraryContext.Provider>;
}

export function useVoiceLibrary(): Resource<{ voices: VoiceSummary[] }> {
  const library = useContext(VoiceLibraryContext);
  if (!library) throw new Error("useVoiceLibrary: expected a PersonaEditor around this component, found none.");
  return library;
}
