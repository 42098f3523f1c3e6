"use client";

import type { NodeType, Problem } from "@duologue/persona";
import { createContext, useContext } from "react";
import { addNode } from "@/components/canvas/core/add-node";
import { whyNotConnect } from "@/components/canvas/core/can-connect";
import { duplicateItems } from "@/components/canvas/core/clipboard";
import { connectNodes } from "@/components/canvas/core/connect-nodes";
import { deleteItems } from "@/components/canvas/core/delete-items";
import { findFreePlace, findPlaceNear } from "@/components/canvas/core/find-place";
import { moveNodes } from "@/components/canvas/core/move-nodes";
import { NODE_KINDS } from "@/components/canvas/core/node-kinds";
import { everything, isNothing, NOTHING_SELECTED, type Selection } from "@/components/canvas/core/selection";
import { tidyFlow } from "@/components/canvas/core/tidy-flow";
import type { CanvasIntents } from "@/components/canvas/react/canvas-intents";
import type { CanvasView } from "@/components/canvas/react/use-canvas-view";
import { toast } from "@/components/ui/toast";
import type { EditorStore, SentenceSource } from "./editor-store";

type Point = { x: number; y: number };

/** how far, in canvas pixels, a card may come to lie from where it was dropped */
const DROP_REACH_PX = 160;

/** Everything people can do in the editor, for canvas, palette, keys and panels alike. */
export interface EditorActions extends CanvasIntents {
  addAtCentre: (type: NodeType) => void;
  deleteSelection: () => void;
  duplicateSelection: () => void;
  selectAll: () => void;
  /** select it, bring it into view, show its form or field */
  jumpTo: (target: Problem["target"] | SentenceSource) => void;
}

export const EditorActionsContext = createContext<EditorActions | null>(null);

export function useEditorActions(): EditorActions {
  const actions = useContext(EditorActionsContext);
  if (!actions) throw new Error("useEditorActions: expected a PersonaEditor around this component, found none.");
  return actions;
}

/** Binds the operations to one store and one view. */
export function createEditorActions(store: EditorStore, view: CanvasView): EditorActions {
  const state = store.getState;
  const say = (words: string) => state().announce(words);

  const placeNear = (wished: Point) => findPlaceNear(state().document.flow, wished, view.room(), DROP_REACH_PX);

  function addAt(type: NodeType, at: Point) {
    const added = addNode(state().document, type, at);
    if (!added) {
      toast(`There is a ${NODE_KINDS[type].label} already`, { description: "A persona has exactly one." });
      return;
    }
    state().edit(() => added.document, { select: { nodeIds: [added.nodeId], edgeIds: [] } });
    state().setPanels({ tab: "selection" });
    say(`${NODE_KINDS[type].label} added`);
    view.revealNode(added.nodeId);
  }

  function remove(items: Selection) {
    const { document, edit, selection } = state();
    const gone = {
      nodeIds: items.nodeIds.filter((id) => id in document.flow.nodes),
      edgeIds: items.edgeIds.filter((id) => id in document.flow.edges),
    };
    if (isNothing(gone)) return;
    edit((before) => deleteItems(before, gone), { select: selection });
    const nodes = gone.nodeIds.length;
    say(nodes > 0 ? `${nodes} ${nodes === 1 ? "node" : "nodes"} deleted` : "Edge deleted");
  }

  function duplicate(selection: Selection) {
    const copied = duplicateItems(state().document, selection);
    if (!copied) return;
    state().edit(() => copied.document, { select: copied.selection });
    say("Duplicated");
    const [first] = copied.selection.nodeIds;
    if (first) view.focusItem(first);
  }

  function connect(source: string, target: string) {
    const { document, edit } = state();
    const connected = connectNodes(document, source, target);
    if (!connected) {
      toast(whyNotConnect(document.flow, source, target) ?? "These two are connected already.");
      return;
    }
    edit(() => connected.document, { select: { nodeIds: [], edgeIds: [connected.edgeId] } });
    state().setPanels({ tab: "selection" });
    say("Connected");
  }

  return {
    changeSelection: (update) => state().changeSelection(update),
    moveNodes: (places, how) =>
      state().edit((document) => moveNodes(document, places), how === "keys" ? { burst: `keys:${Object.keys(places).join()}` } : {}),
    connect,
    connectToNew(source, at) {
      const { document, edit } = state();
      const added = addNode(document, "stage", placeNear(at));
      const connected = added && connectNodes(added.document, source, added.nodeId);
      if (!connected) return;
      edit(() => connected.document, { select: { nodeIds: [added.nodeId], edgeIds: [] } });
      state().setPanels({ tab: "selection" });
      say("Stage added and connected");
    },
    addNode: (type, at) => addAt(type, placeNear(at)),
    edit(item) {
      const selection = "nodeId" in item ? { nodeIds: [item.nodeId], edgeIds: [] } : { nodeIds: [], edgeIds: [item.edgeId] };
      state().changeSelection(() => selection);
      state().wantField("first", "selection");
    },
    duplicateNode: (nodeId) => duplicate({ nodeIds: [nodeId], edgeIds: [] }),
    deleteItems: remove,
    tidy() {
      state().edit((document) => tidyFlow(document, view.sizes()));
      say("Tidied up");
      requestAnimationFrame(() => view.fit());
    },
    addAtCentre(type) {
      addAt(type, findFreePlace(state().document.flow, view.centreForNode(), view.room()));
    },
    deleteSelection: () => remove(state().selection),
    duplicateSelection: () => duplicate(state().selection),
    selectAll: () => state().changeSelection(() => everything(state().document.flow)),
    jumpTo(target) {
      const { document, changeSelection, wantField, setPanels } = state();
      switch (target.kind) {
        case "node":
          if (!(target.nodeId in document.flow.nodes)) return;
          changeSelection(() => ({ nodeIds: [target.nodeId], edgeIds: [] }));
          setPanels({ inspectorOpen: true });
          view.showNode(target.nodeId);
          return;
        case "edge": {
          const edge = document.flow.edges[target.edgeId];
          if (!edge) return;
          changeSelection(() => ({ nodeIds: [], edgeIds: [target.edgeId] }));
          setPanels({ inspectorOpen: true });
          view.showNodes([edge.source, edge.target].filter((id) => id in document.flow.nodes));
          return;
        }
        case "identity":
          return wantField("identity");
        case "fact":
          return wantField(`facts.${target.factId}`);
        case "rule":
          return wantField(`rules.${target.index}`);
        case "persona":
          changeSelection(() => NOTHING_SELECTED);
          if (target.field !== "flow") return wantField(target.field);
          setPanels({ paletteOpen: true });
          return view.fit();
      }
    },
  };
}
