"use client";

import { ProtocolError } from "@duologue/protocol";
import Link from "next/link";
import { useCallback, useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { ErrorState } from "@/components/ui/error-state";
import { api, wordsOf } from "@/lib/client/api";
import { openPersona } from "@/lib/client/open-personas";
import type { PersonaDetail } from "@/lib/shared/personas";
import type { EditorSlots } from "../frame/slots";
import { PersonaEditor } from "../persona-editor";
import { EditorSkeleton } from "./editor-skeleton";

type LoadState = { kind: "loading" } | { kind: "failed"; error: unknown } | { kind: "loaded"; persona: PersonaDetail; load: number };

/**
 * Loads the newest state of a persona and mounts the editor on it. It asks every time it is shown: a page that the
 * browser's Back button brings out of a cache would otherwise begin on an old revision.
 */
export function PersonaEditorLoader({ personaId, ...slots }: { personaId: string } & EditorSlots) {
  const [state, setState] = useState<LoadState>({ kind: "loading" });
  const [load, setLoad] = useState(0);
  const reload = useCallback(() => {
    setState({ kind: "loading" });
    setLoad((count) => count + 1);
  }, []);

  useEffect(() => {
    const abort = new AbortController();
    api
      .get<PersonaDetail>(`/api/personas/${encodeURIComponent(personaId)}`, abort.signal)
      .then((persona) => setState({ kind: "loaded", persona, load }))
      .catch((error: unknown) => {
        if (!abort.signal.aborted) setState({ kind: "failed", error });
      });
    return () => abort.abort();
  }, [personaId, load]);

  // while it is being loaded: what arrives must not be older than what was just stored
  useEffect(
    () =>
      openPersona(personaId, async (_, store) => {
        await store();
        reload();
      }),
    [personaId, reload],
  );

  if (state.kind === "loading") return <EditorSkeleton />;
  if (state.kind === "failed") {
    const gone = state.error instanceof ProtocolError && state.error.code === "not_found";
    return (
      <div className="grid h-full place-items-center p-4">
        <ErrorState
          className="w-full max-w-lg"
          title={gone ? "This persona does not exist" : "The persona could not be loaded"}
          message={gone ? "It was deleted, or it belongs to another team." : wordsOf(state.error)}
          {...(gone ? {} : { retry: reload })}
          action={
            <Button asChild>
              <Link href="/personas">All personas</Link>
            </Button>
          }
        />
      </div>
    );
  }
  return <PersonaEditor key={`${state.persona.id}:${state.load}`} persona={state.persona} onReload={reload} {...slots} />;
}
