"use client";

import type { Flow } from "@duologue/persona";
import { useEffect } from "react";
import type { CanvasView } from "@/components/canvas/react/use-canvas-view";
import type { EditorState, EditorStore } from "./editor-store";

/**
 * Keeps the keyboard's place: where a change takes away what had the focus (a node deleted or undone, a form replaced,
 * a panel closed), the focus goes to the selected node or line, else to what led to the one that is gone.
 */
export function useKeptFocus(store: EditorStore, view: CanvasView) {
  useEffect(() => {
    let frame = 0;
    const stop = store.subscribe((now, before) => {
      if (document.activeElement === document.body) return;
      if (now.document.flow === before.document.flow && now.selection === before.selection && now.panels === before.panels) return;
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => {
        if (document.activeElement !== document.body) return;
        const id = successor(now, before.document.flow);
        if (id) view.elementOf(id)?.focus();
      });
    });
    return () => {
      stop();
      cancelAnimationFrame(frame);
    };
  }, [store, view]);
}

function successor({ selection, document }: EditorState, before: Flow): string | undefined {
  const { nodes, edges } = document.flow;
  const selected = selection.nodeIds[0] ?? selection.edgeIds[0];
  if (selected) return selected;
  const gone = Object.entries(before.edges).filter(([id]) => !(id in edges));
  return gone.map(([, edge]) => edge.source).find((id) => id in nodes) ?? Object.keys(nodes)[0];
}
