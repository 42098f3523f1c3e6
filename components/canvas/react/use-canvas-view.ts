"use client";

import { useReactFlow, useStoreApi } from "@xyflow/react";
import { useMemo } from "react";
import type { Room } from "../core/find-place";
import { fitAround } from "../core/fit-around";
import { flowBounds, flowRects } from "../core/flow-bounds";
import { NODE_HEIGHT, NODE_WIDTH } from "../core/node-size";
import type { Rect } from "../core/place-labels";
import type { Size } from "../core/tidy-flow";
import { BEGIN_ZOOM, FIT_MARGIN_SHARE, FIT_MAX_ZOOM, MIN_ZOOM, READABLE_ZOOM } from "./zoom";

/** Moves the view and answers where things are; needs a ReactFlowProvider around it. Positions are canvas pixels. */
export interface CanvasView {
  /** the whole flow, its lines at the side included */
  fit: (durationMs?: number) => void;
  /** the first look: the whole flow, or its beginning where the whole would be too small to read */
  begin: () => void;
  /** whether every card was seen from side to side while the canvas had this width */
  sawAllAcross: (widthPx: number) => boolean;
  zoomIn: () => void;
  zoomOut: () => void;
  zoomTo100: () => void;
  /** the top left corner a new card needs so that it stands in the middle of the view */
  centreForNode: () => { x: number; y: number };
  fromScreen: (point: { x: number; y: number }) => { x: number; y: number };
  /** what is seen of the canvas, and what stands over it */
  room: () => Room;
  /** brings a node into view */
  showNode: (nodeId: string) => void;
  /** brings a node into view if it is not, or only partly */
  followNode: (nodeId: string) => void;
  /** brings both ends of a line into view */
  showNodes: (nodeIds: string[]) => void;
  sizes: () => Map<string, Size>;
  /** the element of a node or line that takes the keyboard's focus; null while it is not drawn */
  elementOf: (id: string) => HTMLElement | SVGElement | null;
  /** gives the keyboard's focus to a node or line, as soon as it is drawn */
  focusItem: (id: string) => void;
  /** the same for a new node, and brings it into view if it is not */
  revealNode: (nodeId: string) => void;
}

/** a new card is drawn hidden, measured and only then shown; after this many frames it will not come any more */
const FRAMES_TO_DRAW = 30;
/** what stands over the canvas and hides what lies below it */
const PANELS = ".react-flow__panel:not(.react-flow__attribution)";

export function useCanvasView(): CanvasView {
  const flow = useReactFlow();
  const store = useStoreApi();
  return useMemo<CanvasView>(() => {
    const showNode = (nodeId: string) => {
      const node = flow.getInternalNode(nodeId);
      if (!node) return;
      const { x, y } = node.internals.positionAbsolute;
      const centre = { x: x + (node.measured.width ?? NODE_WIDTH) / 2, y: y + (node.measured.height ?? NODE_HEIGHT) / 2 };
      void flow.setCenter(centre.x, centre.y, { zoom: Math.min(1, Math.max(0.7, flow.getZoom())), duration: 250 });
    };
    /** what stands over the canvas, in screen pixels from its corner */
    const panels = () => {
      const { domNode } = store.getState();
      const frame = domNode?.getBoundingClientRect();
      if (!domNode || !frame) return [];
      return [...domNode.querySelectorAll(PANELS)].map((panel): Rect => {
        const { left, top, right, bottom } = panel.getBoundingClientRect();
        return { left: left - frame.left, top: top - frame.top, right: right - frame.left, bottom: bottom - frame.top };
      });
    };
    const fitFlow = (durationMs = 200) => {
      const { width, height } = store.getState();
      const [nodes, edges] = [flow.getNodes(), flow.getEdges()];
      const bounds = flowBounds(nodes, edges);
      if (!bounds || width === 0 || height === 0) return;
      const viewport = fitAround(bounds, flowRects(nodes, edges), {
        view: { width, height },
        panels: panels(),
        zoomRange: { least: MIN_ZOOM, most: FIT_MAX_ZOOM },
        marginShare: FIT_MARGIN_SHARE,
      });
      void flow.setViewport(viewport, { duration: durationMs });
    };
    const sizes = () => {
      const measured = new Map<string, Size>();
      for (const node of flow.getNodes()) {
        if (node.measured?.width && node.measured.height)
          measured.set(node.id, { width: node.measured.width, height: node.measured.height });
      }
      return measured;
    };
    const elementOf = (id: string) => {
      const name = CSS.escape(id);
      const selector = `.react-flow__node[data-id="${name}"], .react-flow__edge[data-id="${name}"]`;
      return store.getState().domNode?.querySelector<HTMLElement | SVGElement>(selector) ?? null;
    };
    const whenDrawn = (id: string, act: (element: HTMLElement | SVGElement) => void, framesLeft = FRAMES_TO_DRAW) => {
      requestAnimationFrame(() => {
        const element = elementOf(id);
        if (element?.checkVisibility({ visibilityProperty: true })) act(element);
        else if (framesLeft > 0) whenDrawn(id, act, framesLeft - 1);
      });
    };
    const followNode = (nodeId: string) => {
      const node = flow.getInternalNode(nodeId);
      if (!node) return;
      const { width, height, transform } = store.getState();
      const [panX, panY, zoom] = transform;
      const { x, y } = node.internals.positionAbsolute;
      const left = x * zoom + panX;
      const top = y * zoom + panY;
      const right = left + (node.measured.width ?? NODE_WIDTH) * zoom;
      const bottom = top + (node.measured.height ?? NODE_HEIGHT) * zoom;
      if (left < 0 || top < 0 || right > width || bottom > height) showNode(nodeId);
    };
    return {
      fit: fitFlow,
      begin: () => {
        const { width } = store.getState();
        const nodes = flow.getNodes();
        const first = nodes.find((node) => node.type === "start") ?? nodes[0];
        fitFlow(0);
        if (!first || flow.getZoom() >= READABLE_ZOOM) return;
        const x = width / 2 - (first.position.x + NODE_WIDTH / 2) * BEGIN_ZOOM;
        void flow.setViewport({ x, y: 56 - first.position.y * BEGIN_ZOOM, zoom: BEGIN_ZOOM });
      },
      sawAllAcross: (widthPx) => {
        const { x, zoom } = flow.getViewport();
        return flowRects(flow.getNodes(), []).every(({ left, right }) => left * zoom + x >= 0 && right * zoom + x <= widthPx);
      },
      zoomIn: () => void flow.zoomIn({ duration: 150 }),
      zoomOut: () => void flow.zoomOut({ duration: 150 }),
      zoomTo100: () => void flow.zoomTo(1, { duration: 150 }),
      centreForNode: () => {
        const { width, height, transform } = store.getState();
        const [panX, panY, zoom] = transform;
        return { x: (width / 2 - panX) / zoom - NODE_WIDTH / 2, y: (height / 2 - panY) / zoom - NODE_HEIGHT / 2 };
      },
      fromScreen: (point) => flow.screenToFlowPosition(point),
      room: () => {
        const { width, height, transform } = store.getState();
        const [panX, panY, zoom] = transform;
        const toCanvas = ({ left, top, right, bottom }: Rect): Rect => ({
          left: (left - panX) / zoom,
          top: (top - panY) / zoom,
          right: (right - panX) / zoom,
          bottom: (bottom - panY) / zoom,
        });
        return {
          visible: toCanvas({ left: 0, top: 0, right: width, bottom: height }),
          covered: panels().map(toCanvas),
          sizes: sizes(),
        };
      },
      showNode,
      followNode,
      showNodes: (nodeIds) => void flow.fitView({ nodes: nodeIds.map((id) => ({ id })), padding: 0.35, maxZoom: 1, duration: 250 }),
      sizes,
      elementOf,
      focusItem: (id) => whenDrawn(id, (element) => element.focus()),
      revealNode: (nodeId) =>
        whenDrawn(nodeId, (element) => {
          element.focus();
          followNode(nodeId);
        }),
    };
  }, [flow, store]);
}
