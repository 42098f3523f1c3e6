"use client";

import { MousePointerClick } from "lucide-react";
import { Button } from "@/components/ui/button";
import { useEditorActions } from "../state/editor-actions";
import { useEditor } from "../state/editor-context";
import { EdgeForm } from "./edge-form";
import { NodeForm } from "./node-form";

/** The form of the one selected node or edge; what can be done with several; a hint when nothing is selected. */
export function SelectionTab() {
  const selection = useEditor((state) => state.selection);
  const readOnly = useEditor((state) => state.readOnly);
  const actions = useEditorActions();
  const [nodeId] = selection.nodeIds;
  const [edgeId] = selection.edgeIds;
  const count = selection.nodeIds.length + selection.edgeIds.length;

  if (count === 1 && nodeId) return <NodeForm key={nodeId} nodeId={nodeId} />;
  if (count === 1 && edgeId) return <EdgeForm key={edgeId} edgeId={edgeId} />;
  if (count === 0) {
    return (
      <div className="flex flex-col items-center px-8 py-16 text-center">
        <MousePointerClick aria-hidden className="mb-3 size-5 text-muted" />
        <p className="font-medium text-sm">Select a node or an edge</p>
        <p className="mt-1 text-muted text-sm leading-relaxed">
          Its form appears here. Double-click or press Enter to go straight to its first field.
        </p>
      </div>
    );
  }
  return (
    <div className="flex flex-col gap-4 p-4">
      <p className="text-sm">
        {selection.nodeIds.length} {selection.nodeIds.length === 1 ? "node" : "nodes"} and {selection.edgeIds.length}{" "}
        {selection.edgeIds.length === 1 ? "edge" : "edges"} selected.
      </p>
      {readOnly ? null : (
        <div className="flex gap-2">
          {selection.nodeIds.length > 0 ? (
            <Button size="sm" onClick={actions.duplicateSelection}>
              Duplicate
            </Button>
          ) : null}
          <Button size="sm" variant="danger" onClick={actions.deleteSelection}>
            Delete
          </Button>
        </div>
      )}
    </div>
  );
}
