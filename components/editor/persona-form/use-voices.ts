"use client";

import type { PersonaDocument } from "@duologue/persona";
import { useCallback, useEffect, useState } from "react";
import { api } from "@/lib/client/api";

/** What the picker needs to know of a voice. */
export interface VoiceChoice {
  id: string;
  name: string;
  seconds: number | null;
  sha256: string | null;
  usable: boolean;
  consent: PersonaDocument["voice"]["consent"];
}

export type VoicesState = { kind: "loading" } | { kind: "failed" } | { kind: "loaded"; voices: VoiceChoice[] };

/** The team's voices. */
export function useVoices(): { state: VoicesState; reload: () => void } {
  const [state, setState] = useState<VoicesState>({ kind: "loading" });
  const [attempt, setAttempt] = useState(0);
  const reload = useCallback(() => setAttempt((count) => count + 1), []);

  useEffect(() => {
    const abort = new AbortController();
    setState((before) => (attempt > 0 && before.kind === "failed" ? { kind: "loading" } : before));
    api
      .get<{ voices: unknown[] }>("/api/voices", abort.signal)
      .then(({ voices }) => setState({ kind: "loaded", voices: voices.flatMap(readVoice) }))
      .catch(() => {
        if (!abort.signal.aborted) setState({ kind: "failed" });
      });
    return () => abort.abort();
  }, [attempt]);

  return { state, reload };
}

function readVoice(value: unknown): VoiceChoice[] {
  if (typeof value !== "object" || value === null) return [];
  const voice = value as Record<string, unknown>;
  if (typeof voice.id !== "string" || typeof voice.name !== "string") return [];
  const consent = voice.consent as { status?: string } | null | undefined;
  return [
    {
      id: voice.id,
      name: voice.name,
      seconds: typeof voice.seconds === "number" ? voice.seconds : null,
      sha256: typeof voice.sha256 === "string" ? voice.sha256 : null,
      usable: consent?.status === "granted",
      consent: null,
    },
  ];
}
