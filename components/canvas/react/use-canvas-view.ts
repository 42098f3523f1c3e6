"use client";

import { useReactFlow, useStoreApi } from "@xyflow/react";
import { useMemo } from "react";
import { NODE_HEIGHT, NODE_WIDTH } from "../core/node-size";
import type { Size } from "../core/tidy-flow";
import { FIT_OPTIONS } from "./fit-options";

/** Moves the view and answers where things are; needs a ReactFlowProvider around it. Positions are canvas pixels. */
export interface CanvasView {
  fit: () => void;
  zoomIn: () => void;
  zoomOut: () => void;
  zoomTo100: () => void;
  /** the top left corner a new card needs so that it stands in the middle of the view */
  centreForNode: () => { x: number; y: number };
  fromScreen: (point: { x: number; y: number }) => { x: number; y: number };
  /** brings a node into view */
  showNode: (nodeId: string) => void;
  /** brings both ends of a line into view */
  showNodes: (nodeIds: string[]) => void;
  sizes: () => Map<string, Size>;
}

export function useCanvasView(): CanvasView {
  const flow = useReactFlow();
  const store = useStoreApi();
  return useMemo<CanvasView>(
    () => ({
      fit: () => void flow.fitView(FIT_OPTIONS),
      zoomIn: () => void flow.zoomIn({ duration: 150 }),
      zoomOut: () => void flow.zoomOut({ duration: 150 }),
      zoomTo100: () => void flow.zoomTo(1, { duration: 150 }),
      centreForNode: () => {
        const { width, height, transform } = store.getState();
        const [panX, panY, zoom] = transform;
        return { x: (width / 2 - panX) / zoom - NODE_WIDTH / 2, y: (height / 2 - panY) / zoom - NODE_HEIGHT / 2 };
      },
      fromScreen: (point) => flow.screenToFlowPosition(point),
      showNode: (nodeId) => {
        const node = flow.getInternalNode(nodeId);
        if (!node) return;
        const { x, y } = node.internals.positionAbsolute;
        const centre = { x: x + (node.measured.width ?? NODE_WIDTH) / 2, y: y + (node.measured.height ?? NODE_HEIGHT) / 2 };
        void flow.setCenter(centre.x, centre.y, { zoom: Math.min(1, Math.max(0.7, flow.getZoom())), duration: 250 });
      },
      showNodes: (nodeIds) => void flow.fitView({ nodes: nodeIds.map((id) => ({ id })), padding: 0.35, maxZoom: 1, duration: 250 }),
      sizes: () => {
        const sizes = new Map<string, Size>();
        for (const node of flow.getNodes()) {
          if (node.measured?.width && node.measured.height)
            sizes.set(node.id, { width: node.measured.width, height: node.measured.height });
        }
        return sizes;
      },
    }),
    [flow, store],
  );
}
