"use client";

import { estimateTokens } from "@duologue/persona";
import { ProtocolError } from "@duologue/protocol";
import { useEffect, useState } from "react";
import { api } from "@/lib/client/api";
import { isSignedOut } from "@/lib/client/session";
import type { PersonaDetail } from "@/lib/shared/personas";
import { createAutosave } from "./autosave";
import { startCompileLoop } from "./compile-loop";
import type { EditorServices } from "./editor-context";
import { createEditorStore } from "./editor-store";
import { sameJson } from "./same-json";
import { savePersona } from "./save-persona";
import { createShadowCopy, type ShadowCopy, type ShadowDraft } from "./shadow-copy";
import { createTokenCache } from "./token-cache";
import { DESK } from "./use-media-query";

/** Work on this computer that the stored persona does not have; a copy of what has arrived after all is thrown away. */
function findDraft(shadow: ShadowCopy, persona: PersonaDetail): ShadowDraft | null {
  const draft = shadow.read();
  if (!draft || !sameJson(draft.document, persona.document)) return draft;
  shadow.clear();
  return null;
}

/** Store, autosave and compile loop of one mounted editor; running while it is mounted. `draft` is unsaved work found on this computer. */
export function useServices(persona: PersonaDetail): EditorServices & { draft: ShadowDraft | null; shadow: ShadowCopy } {
  const [services] = useState(() => {
    const readOnly = persona.role === "viewer";
    const store = createEditorStore({ document: persona.document, readOnly });
    const { matches: desk } = window.matchMedia(DESK);
    store.getState().setPanels({ inspectorOpen: desk, paletteOpen: window.innerWidth >= 1024 });
    const shadow = createShadowCopy(persona.id, () => window.localStorage);
    const autosave = createAutosave({
      revision: persona.revision,
      readOnly,
      shadow,
      getDocument: () => store.getState().document,
      save: (document, baseRevision, leaving) => savePersona(persona.id, document, baseRevision, leaving),
    });
    return { personaId: persona.id, store, autosave, shadow, draft: readOnly ? null : findDraft(shadow, persona) };
  });

  useEffect(() => {
    const { store, autosave } = services;
    autosave.start();
    const stopCompiling = startCompileLoop({
      store,
      cache: createTokenCache(estimateTokens),
      countOnServer: async (texts) => {
        if (isSignedOut()) throw new ProtocolError("unauthenticated");
        return api.post("/api/tokens", { texts });
      },
    });
    const unsubscribe = store.subscribe((state, before) => {
      if (state.document !== before.document) autosave.changed();
    });
    const flush = () => void autosave.flush();
    const leave = () => autosave.flushOnLeave();
    const hide = () => {
      if (document.visibilityState === "hidden") autosave.flushOnLeave();
    };
    window.addEventListener("blur", flush);
    window.addEventListener("online", flush);
    window.addEventListener("pagehide", leave);
    document.addEventListener("visibilitychange", hide);
    return () => {
      window.removeEventListener("blur", flush);
      window.removeEventListener("online", flush);
      window.removeEventListener("pagehide", leave);
      document.removeEventListener("visibilitychange", hide);
      autosave.flushOnLeave();
      unsubscribe();
      stopCompiling();
      autosave.stop();
    };
  }, [services]);

  return services;
}
