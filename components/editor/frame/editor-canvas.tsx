"use client";

import { useEffect, useMemo } from "react";
import { problemsByTarget } from "@/components/canvas/core/problems-by-target";
import { FlowCanvas } from "@/components/canvas/react/flow-canvas";
import { useCanvasView } from "@/components/canvas/react/use-canvas-view";
import { useEditorActions } from "../state/editor-actions";
import { useEditor } from "../state/editor-context";

/** The canvas, fed from the open editor. */
export function EditorCanvas({ showMiniMap }: { showMiniMap: boolean }) {
  const flow = useEditor((state) => state.document.flow);
  const selection = useEditor((state) => state.selection);
  const problems = useEditor((state) => state.problems);
  const activeNodeId = useEditor((state) => state.activeNodeId);
  const pointedAt = useEditor((state) => state.pointedAt);
  const readOnly = useEditor((state) => state.readOnly);
  const actions = useEditorActions();
  const view = useCanvasView();

  // a call moves on by itself: the view follows when the lit node lies outside it
  useEffect(() => {
    if (activeNodeId) view.followNode(activeNodeId);
  }, [activeNodeId, view]);

  const byTarget = useMemo(() => problemsByTarget(problems), [problems]);
  return (
    <FlowCanvas
      flow={flow}
      selection={selection}
      problems={byTarget}
      activeNodeId={activeNodeId}
      highlightedNodeId={pointedAt?.kind === "node" ? pointedAt.nodeId : null}
      readOnly={readOnly}
      showMiniMap={showMiniMap}
      intents={actions}
    >
      {Object.keys(flow.nodes).length === 0 ? <EmptyCanvas readOnly={readOnly} /> : null}
    </FlowCanvas>
  );
}

function EmptyCanvas({ readOnly }: { readOnly: boolean }) {
  return (
    <div className="pointer-events-none absolute inset-0 z-10 grid place-items-center">
      <div className="max-w-xs px-6 text-center">
        <p className="font-medium">This flow is empty</p>
        <p className="mt-1 text-muted text-sm leading-relaxed">
          {readOnly ? "Nobody has drawn anything yet." : "Begin with a Start, then add a Stage and an End."}
        </p>
      </div>
    </div>
  );
}
