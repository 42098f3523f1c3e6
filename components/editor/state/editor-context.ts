"use client";

import { createContext, useContext } from "react";
import { useStore } from "zustand";
import type { Autosave } from "./autosave";
import type { EditorState, EditorStore } from "./editor-store";

export interface EditorServices {
  personaId: string;
  store: EditorStore;
  autosave: Autosave;
}

export const EditorContext = createContext<EditorServices | null>(null);

export function useEditorServices(): EditorServices {
  const services = useContext(EditorContext);
  if (!services) throw new Error("useEditorServices: expected a PersonaEditor around this component, found none.");
  return services;
}

/** A slice of the open editor's state. */
export function useEditor<T>(select: (state: EditorState) => T): T {
  return useStore(useEditorServices().store, select);
}
