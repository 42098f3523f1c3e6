"use client";

import { useEffect, useRef } from "react";
import { fragmentFromText, fragmentToText, pasteFragment, takeFragment } from "@/components/canvas/core/clipboard";
import { deleteItems } from "@/components/canvas/core/delete-items";
import type { CanvasView } from "@/components/canvas/react/use-canvas-view";
import { toast } from "@/components/ui/toast";
import type { EditorStore } from "./editor-store";
import { isBusyElsewhere, isTyping } from "./is-typing";

/**
 * Copy, cut and paste of nodes through the system clipboard as JSON, so that they travel between personas and windows.
 * Pastes at the pointer when it is over the canvas, else in the middle of the view.
 */
export function useClipboard(store: EditorStore, view: CanvasView) {
  const pointer = useRef<{ x: number; y: number } | null>(null);

  useEffect(() => {
    const elsewhere = (event: Event) =>
      isTyping(event.target) || isBusyElsewhere(event.target) || !(window.getSelection()?.isCollapsed ?? true);

    function take(event: ClipboardEvent): boolean {
      const { document: persona, selection } = store.getState();
      const fragment = elsewhere(event) ? null : takeFragment(persona, selection);
      if (!fragment || !event.clipboardData) return false;
      event.clipboardData.setData("text/plain", fragmentToText(fragment));
      event.preventDefault();
      return true;
    }
    function onCopy(event: ClipboardEvent) {
      if (take(event)) store.getState().announce("Copied");
    }
    function onCut(event: ClipboardEvent) {
      const { readOnly, selection, edit, announce } = store.getState();
      if (!take(event) || readOnly) return;
      edit((persona) => deleteItems(persona, selection));
      announce("Cut");
    }
    function onPaste(event: ClipboardEvent) {
      const { readOnly, document: persona, edit, setPanels, announce } = store.getState();
      if (readOnly || isTyping(event.target) || isBusyElsewhere(event.target)) return;
      const fragment = fragmentFromText(event.clipboardData?.getData("text/plain") ?? "");
      if (!fragment) return;
      event.preventDefault();
      const pasted = pasteFragment(persona, fragment, { at: pointer.current ? view.fromScreen(pointer.current) : view.centreForNode() });
      if (pasted.startLeftOut) toast("Start was left out", { description: "A persona has exactly one." });
      edit(() => pasted.document, { select: pasted.selection });
      setPanels({ tab: "selection" });
      announce("Pasted");
    }
    function onPointerMove(event: PointerEvent) {
      const over = event.target instanceof Element && event.target.closest(".react-flow__renderer") !== null;
      pointer.current = over ? { x: event.clientX, y: event.clientY } : null;
    }
    document.addEventListener("copy", onCopy);
    document.addEventListener("cut", onCut);
    document.addEventListener("paste", onPaste);
    window.addEventListener("pointermove", onPointerMove);
    return () => {
      document.removeEventListener("copy", onCopy);
      document.removeEventListener("cut", onCut);
      document.removeEventListener("paste", onPaste);
      window.removeEventListener("pointermove", onPointerMove);
    };
  }, [store, view]);
}
