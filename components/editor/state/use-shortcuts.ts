"use client";

import { useEffect } from "react";
import type { CanvasView } from "@/components/canvas/react/use-canvas-view";
import type { EditorActions } from "./editor-actions";
import type { EditorServices } from "./editor-context";
import { isBusyElsewhere, isInDialog, isTyping } from "./is-typing";

/** The editor's keys, while it is mounted. Nothing happens while somebody is typing, save for "save now". */
export function useShortcuts({ store, autosave }: EditorServices, actions: EditorActions, view: CanvasView) {
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      if (event.defaultPrevented || event.isComposing) return;
      const { panels, setPanels, selection, changeSelection, wantField, readOnly, undo, redo } = store.getState();
      const command = event.ctrlKey || event.metaKey;
      const key = event.key.toLowerCase();

      if (command && !event.altKey && !event.shiftKey && key === "s") {
        event.preventDefault();
        void autosave.flush();
        return;
      }
      const run = (work: () => void) => {
        event.preventDefault();
        work();
      };
      if (isTyping(event.target) || isInDialog(event.target)) return;
      if (event.altKey && !command && event.code === "KeyR") return run(() => setPanels({ callOpen: !panels.callOpen }));
      if (isBusyElsewhere(event.target)) return;
      if (event.altKey) return;

      if (command) {
        if (key === "z") return run(event.shiftKey ? redo : undo);
        if (event.shiftKey) return;
        if (key === "y") return run(redo);
        if (key === "f") return run(() => setPanels({ findOpen: true }));
        if (key === "b") return run(() => setPanels({ paletteOpen: !panels.paletteOpen }));
        if (key === "e") return run(() => setPanels({ inspectorOpen: !panels.inspectorOpen }));
        if (key === "d") return run(actions.duplicateSelection);
        if (key === "a") return run(actions.selectAll);
        return;
      }

      if (event.shiftKey && event.code === "Digit1") return run(view.fit);
      if (event.shiftKey && event.code === "Digit0") return run(view.zoomTo100);
      if (event.shiftKey && key === "t") return readOnly ? undefined : run(actions.tidy);
      switch (event.key) {
        case "+":
        case "=":
          return run(view.zoomIn);
        case "-":
          return run(view.zoomOut);
        case "?":
          return run(() => setPanels({ shortcutsOpen: true }));
        case "Delete":
        case "Backspace":
          return run(actions.deleteSelection);
        case "Escape":
          return changeSelection(() => ({ nodeIds: [], edgeIds: [] }));
        case "c":
          if (!readOnly && selection.nodeIds.length === 1) run(() => wantField("connect", "selection"));
      }
    }
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [store, autosave, actions, view]);
}
