"use client";

import { ReactFlowProvider } from "@xyflow/react";
import type { PersonaDetail } from "@/lib/shared/personas";
import { EditorBody } from "./frame/editor-body";
import type { EditorSlots } from "./frame/slots";
import { EditorContext } from "./state/editor-context";
import { useServices } from "./state/use-services";
import { VoiceLibrary } from "./state/voice-library";

export interface PersonaEditorProps extends EditorSlots {
  persona: PersonaDetail;
  /** loads the stored persona anew and mounts a fresh editor */
  onReload: () => void;
}

/**
 * The persona editor: canvas, forms, prompt, problems and the call rail around one document. It takes the document once,
 * when it is mounted; give it a new `key` to show another one.
 */
export function PersonaEditor({ persona, onReload, ...slots }: PersonaEditorProps) {
  const services = useServices(persona);
  return (
    <EditorContext.Provider value={services}>
      <VoiceLibrary>
        <ReactFlowProvider>
          <EditorBody persona={persona} onReload={onReload} draft={services.draft} shadow={services.shadow} {...slots} />
        </ReactFlowProvider>
      </VoiceLibrary>
    </EditorContext.Provider>
  );
}
