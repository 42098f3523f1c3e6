"use client";

import type { PersonaDocument } from "@duologue/persona";
import { useCallback, useEffect } from "react";
import type { CanvasView } from "@/components/canvas/react/use-canvas-view";
import { toast } from "@/components/ui/toast";
import { api, wordsOf } from "@/lib/client/api";
import { openPersona, replaceDraft, tellPersonasChanged } from "@/lib/client/open-personas";
import type { EditorServices } from "./editor-context";

/**
 * Puts a file in the place of the open draft, as one edit: Undo takes it back, in the editor for as long as it is open and by
 * the note for ten seconds, and a call that goes on is not touched.
 */
export function useImportOver({ personaId, store, autosave }: EditorServices, view: CanvasView) {
  const replace = useCallback(
    async (document: PersonaDocument) => {
      store.getState().edit(() => document);
      requestAnimationFrame(() => view.fit());
      await autosave.flush();
    },
    [store, autosave, view],
  );
  useEffect(() => openPersona(personaId, replace), [personaId, replace]);

  return async (document: PersonaDocument) => {
    const before = store.getState().document;
    const { name } = before.meta;
    // for when the editor has been left in the meantime
    const storeBefore = () => api.put(`/api/personas/${personaId}`, { document: before, baseRevision: autosave.getRevision() });
    await replace(document);
    toast(`The file was imported over ${name}`, {
      id: `import:${personaId}`,
      undo: () => {
        replaceDraft(personaId, before, storeBefore)
          .then(
            () => toast.success(`${name} is as it was before the import`),
            (error: unknown) => toast.error("The import could not be undone", { description: wordsOf(error) }),
          )
          .finally(tellPersonasChanged);
      },
    });
  };
}
