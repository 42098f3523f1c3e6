"use client";

import dynamic from "next/dynamic";
import { PersonaEditorLoader } from "@/components/editor/load/persona-editor-loader";
import { Spinner } from "@/components/ui/spinner";

const CallPanel = dynamic(() => import("@/components/call/call-panel").then((module) => module.CallPanel), {
  ssr: false,
  loading: () => (
    <div className="grid h-full place-items-center">
      <Spinner label="Loading the call panel" />
    </div>
  ),
});
const ShareDialog = dynamic(() => import("@/components/links/share-dialog").then((module) => module.ShareDialog), { ssr: false });
const ImportDialog = dynamic(() => import("@/components/persona/import-dialog").then((module) => module.ImportDialog), { ssr: false });

/** Puts the rooms together: the editor, and in its slots the call panel, the share links and the import. */
export function EditorPage({ personaId }: { personaId: string }) {
  return (
    <PersonaEditorLoader
      personaId={personaId}
      renderCall={(props) => <CallPanel {...props} />}
      renderShare={({ open, persona, ...props }) =>
        open ? <ShareDialog open personaId={persona.id} personaName={persona.name} {...props} /> : null
      }
      renderImport={({ open, persona, ...props }) => (open ? <ImportDialog open replaces={persona} {...props} /> : null)}
    />
  );
}
