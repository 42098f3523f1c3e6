"use client";

import type { NodeType } from "@duologue/persona";
import { createContext, useContext } from "react";
import type { Selection } from "../core/selection";

/** What people want when they do something on the canvas. The canvas never changes a document itself. */
export interface CanvasIntents {
  changeSelection: (update: (current: Selection) => Selection) => void;
  /** drag: let go after a drag, one step of history; keys: arrow keys, a burst is one step */
  moveNodes: (places: Record<string, { x: number; y: number }>, how: "drag" | "keys") => void;
  connect: (source: string, target: string) => void;
  /** a line was dropped on empty canvas: make a Stage there and lead the line to it */
  connectToNew: (source: string, at: { x: number; y: number }) => void;
  addNode: (type: NodeType, at: { x: number; y: number }) => void;
  /** show the form of this node or edge */
  edit: (item: { nodeId: string } | { edgeId: string }) => void;
  duplicateNode: (nodeId: string) => void;
  deleteItems: (items: Selection) => void;
  tidy: () => void;
}

export const CanvasIntentsContext = createContext<CanvasIntents | null>(null);

export function useCanvasIntents(): CanvasIntents {
  const intents = useContext(CanvasIntentsContext);
  if (!intents) throw new Error("useCanvasIntents: expected a FlowCanvas around this component, found none.");
  return intents;
}
