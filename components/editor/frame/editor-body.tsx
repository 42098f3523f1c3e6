"use client";

import { ProtocolError } from "@duologue/protocol";
import { useEffect, useMemo, useState } from "react";
import { useCanvasView } from "@/components/canvas/react/use-canvas-view";
import { useTabTitle } from "@/components/ui/use-tab-title";
import type { PersonaDetail } from "@/lib/shared/personas";
import { createEditorActions, EditorActionsContext } from "../state/editor-actions";
import { useEditor, useEditorServices } from "../state/editor-context";
import type { ShadowCopy, ShadowDraft } from "../state/shadow-copy";
import { useClipboard } from "../state/use-clipboard";
import { useFoldWhenNarrower } from "../state/use-fold-when-narrower";
import { useImportOver } from "../state/use-import-over";
import { useKeptFocus } from "../state/use-kept-focus";
import { DESK, useMediaQuery, WIDE } from "../state/use-media-query";
import { useShortcuts } from "../state/use-shortcuts";
import { CallRail } from "./call-rail";
import { ConflictDialog } from "./conflict-dialog";
import { DeskLayout } from "./desk-layout";
import { DraftBanner } from "./draft-banner";
import { FindDialog } from "./find-dialog";
import { PhoneLayout } from "./phone-layout";
import { ShortcutsDialog } from "./shortcuts-dialog";
import type { EditorSlots } from "./slots";
import { TopBar } from "./top-bar";

export interface EditorBodyProps extends EditorSlots {
  persona: PersonaDetail;
  draft: ShadowDraft | null;
  shadow: ShadowCopy;
  onReload: () => void;
}

/** Binds keys, clipboard and actions to the mounted canvas and lays the frame out for the room there is. */
export function EditorBody({ persona, draft, shadow, onReload, renderCall, renderShare, renderImport }: EditorBodyProps) {
  const services = useEditorServices();
  const { store, autosave } = services;
  const view = useCanvasView();
  const actions = useMemo(() => createEditorActions(store, view), [store, view]);
  useShortcuts(services, actions, view);
  useClipboard(store, view);
  useKeptFocus(store, view);
  const importOver = useImportOver(services, view);

  const desk = useMediaQuery(DESK);
  const wide = useMediaQuery(WIDE);
  useFoldWhenNarrower(desk, wide);
  const name = useEditor((state) => state.document.meta.name);
  const publicName = useEditor((state) => state.document.identity.name);
  useTabTitle(name);
  const announcement = useEditor((state) => state.announcement);
  const [dialog, setDialog] = useState<"share" | "import" | "conflict" | null>(null);
  const slot = (which: "share" | "import" | "conflict") => ({
    open: dialog === which,
    onOpenChange: (open: boolean) => setDialog(open ? which : null),
    persona: { id: persona.id, name },
  });

  useEffect(
    () =>
      autosave.subscribe(() => {
        if (autosave.getState().kind === "conflict") setDialog("conflict");
      }),
    [autosave],
  );

  async function saveThenShow(which: "share" | "import") {
    await autosave.flush();
    setDialog(which);
  }

  async function setPublicName(next: string) {
    store.getState().edit((document) => ({ ...document, identity: { ...document.identity, name: next } }));
    await autosave.flush();
    if (autosave.getState().kind !== "saved")
      throw new ProtocolError("conflict", "The name could not be saved. Close this dialog to see why.");
  }

  return (
    <EditorActionsContext.Provider value={actions}>
      <div className="flex h-full min-h-0 flex-col overflow-hidden">
        <TopBar
          personaId={persona.id}
          onShare={() => void saveThenShow("share")}
          onImportOver={() => void saveThenShow("import")}
          onShowConflict={() => setDialog("conflict")}
        />
        {draft ? <DraftBanner draft={draft} shadow={shadow} revision={persona.revision} /> : null}
        <div className="flex min-h-0 flex-1">
          {desk ? <DeskLayout /> : <PhoneLayout />}
          <CallRail docked={wide} renderCall={renderCall} />
        </div>
      </div>
      <FindDialog />
      <ShortcutsDialog />
      <ConflictDialog {...slot("conflict")} onReload={onReload} />
      {renderShare({ ...slot("share"), publicName, onPublicName: setPublicName })}
      {renderImport({
        ...slot("import"),
        onDocument: async (document) => {
          setDialog(null);
          await importOver(document);
        },
      })}
      <div aria-live="polite" className="sr-only">
        {announcement}
      </div>
    </EditorActionsContext.Provider>
  );
}
