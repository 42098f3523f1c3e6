"use client";

import {
  Background,
  BackgroundVariant,
  type Connection,
  type EdgeChange,
  MarkerType,
  MiniMap,
  type NodeChange,
  type OnConnectEnd,
  ReactFlow,
  SelectionMode,
} from "@xyflow/react";
import "@xyflow/react/dist/base.css";
import "./canvas.css";
import type { Flow, NodeType } from "@duologue/persona";
import { type DragEvent, type KeyboardEvent, type ReactNode, useCallback, useMemo, useRef, useState } from "react";
import { whyNotConnect } from "../core/can-connect";
import { GRID, NODE_WIDTH } from "../core/node-size";
import type { ProblemsByTarget } from "../core/problems-by-target";
import type { Selection } from "../core/selection";
import type { Size } from "../core/tidy-flow";
import { type CanvasEdge, type CanvasNode, createCanvasMapper } from "../core/to-canvas";
import { CanvasControls } from "./canvas-controls";
import { type CanvasIntents, CanvasIntentsContext } from "./canvas-intents";
import { ConditionEdge } from "./condition-edge";
import { NODE_LOOK } from "./kind-look";
import { NodeCard } from "./node-card";
import { useCanvasView } from "./use-canvas-view";
import { useKeptCentre } from "./use-kept-centre";
import { MAX_ZOOM, MIN_ZOOM } from "./zoom";

/** the drag-and-drop type of a node kind from the palette */
export const PALETTE_MIME = "application/x-duologue-node";

const nodeTypes = { start: NodeCard, stage: NodeCard, say: NodeCard, note: NodeCard, end: NodeCard };
const edgeTypes = { condition: ConditionEdge };
const ADD_TO_SELECTION = ["Shift", "Meta", "Control"];
const SNAP_GRID: [number, number] = [GRID, GRID];
const defaultEdgeOptions = {
  markerEnd: { type: MarkerType.ArrowClosed, width: 18, height: 18, markerUnits: "userSpaceOnUse", color: "var(--line-strong)" },
};
const ariaLabels = {
  "node.a11yDescription.default":
    "Enter or Space selects, arrow keys move the selected node, Delete removes it, C connects it to another node.",
  "node.a11yDescription.keyboardDisabled": "Enter or Space selects.",
  "edge.a11yDescription.default": "Enter or Space selects the edge, Delete removes it.",
};

export interface FlowCanvasProps {
  flow: Flow;
  selection: Selection;
  problems: ProblemsByTarget;
  activeNodeId: string | null;
  highlightedNodeId: string | null;
  readOnly: boolean;
  showMiniMap: boolean;
  intents: CanvasIntents;
  /** what stands over the canvas: hints, banners */
  children?: ReactNode;
}

/** The flow on a canvas. Draws what it is given and says what people want; needs a ReactFlowProvider around it. */
export function FlowCanvas(props: FlowCanvasProps) {
  const { flow, selection, problems, activeNodeId, highlightedNodeId, readOnly, showMiniMap, intents, children } = props;
  const view = useCanvasView();
  useKeptCentre();
  const [mapToCanvas] = useState(createCanvasMapper);
  const [dragged, setDragged] = useState<Record<string, { x: number; y: number }>>({});
  const [sizes, setSizes] = useState<ReadonlyMap<string, Size>>(new Map());
  const [snap, setSnap] = useState(false);
  const dragging = useRef(false);

  const { nodes, edges } = useMemo(
    () => mapToCanvas({ flow, selection, problems, activeNodeId, highlightedNodeId, readOnly, dragged, sizes }),
    [mapToCanvas, flow, selection, problems, activeNodeId, highlightedNodeId, readOnly, dragged, sizes],
  );

  const onNodesChange = useCallback(
    (changes: NodeChange<CanvasNode>[]) => {
      const measured = new Map<string, Size>();
      const underway: Record<string, { x: number; y: number }> = {};
      const placed: Record<string, { x: number; y: number }> = {};
      const selected = new Map<string, boolean>();
      for (const change of changes) {
        if (change.type === "dimensions" && change.dimensions) measured.set(change.id, change.dimensions);
        else if (change.type === "select") selected.set(change.id, change.selected);
        else if (change.type === "position" && change.position) {
          if (change.dragging) underway[change.id] = change.position;
          else placed[change.id] = change.position;
        }
      }
      if (measured.size > 0) setSizes((before) => new Map([...before, ...measured]));
      if (selected.size > 0) intents.changeSelection((current) => ({ ...current, nodeIds: applySelect(current.nodeIds, selected) }));
      if (Object.keys(underway).length > 0) {
        dragging.current = true;
        setDragged((before) => ({ ...before, ...underway }));
      }
      if (Object.keys(placed).length > 0) {
        intents.moveNodes(placed, dragging.current ? "drag" : "keys");
        dragging.current = false;
        setDragged({});
      }
    },
    [intents],
  );

  const onEdgesChange = useCallback(
    (changes: EdgeChange<CanvasEdge>[]) => {
      const selected = new Map<string, boolean>();
      for (const change of changes) if (change.type === "select") selected.set(change.id, change.selected);
      if (selected.size > 0) intents.changeSelection((current) => ({ ...current, edgeIds: applySelect(current.edgeIds, selected) }));
    },
    [intents],
  );

  // handlers keep their identity, or every card and line would be drawn again on every keystroke
  const onConnect = useCallback(({ source, target }: Connection) => intents.connect(source, target), [intents]);
  const onNodeDoubleClick = useCallback((_: unknown, node: CanvasNode) => intents.edit({ nodeId: node.id }), [intents]);
  const onEdgeDoubleClick = useCallback((_: unknown, edge: CanvasEdge) => intents.edit({ edgeId: edge.id }), [intents]);
  const newestFlow = useRef(flow);
  newestFlow.current = flow;
  const isValidConnection = useCallback(
    ({ source, target }: { source: string; target: string }) => whyNotConnect(newestFlow.current, source, target) === null,
    [],
  );

  const onConnectEnd = useCallback<OnConnectEnd>(
    (event, state) => {
      if (readOnly || state.isValid || state.toNode || !state.fromNode || state.fromHandle?.type !== "source") return;
      const point = "changedTouches" in event ? event.changedTouches[0] : event;
      if (!point || !(event.target instanceof Element) || !event.target.closest(".react-flow__pane")) return;
      const at = view.fromScreen({ x: point.clientX, y: point.clientY });
      intents.connectToNew(state.fromNode.id, { x: at.x - NODE_WIDTH / 2, y: at.y });
    },
    [intents, readOnly, view],
  );

  function onDrop(event: DragEvent) {
    const type = event.dataTransfer.getData(PALETTE_MIME) as NodeType | "";
    if (!type || readOnly) return;
    event.preventDefault();
    const at = view.fromScreen({ x: event.clientX, y: event.clientY });
    intents.addNode(type, { x: at.x - NODE_WIDTH / 2, y: at.y - 24 });
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== "Enter" || !(event.target instanceof Element)) return;
    const nodeId = event.target.matches(".react-flow__node") ? event.target.getAttribute("data-id") : null;
    const edgeId = event.target.matches(".react-flow__edge") ? event.target.getAttribute("data-id") : null;
    if (nodeId) intents.edit({ nodeId });
    else if (edgeId) intents.edit({ edgeId });
  }

  return (
    <CanvasIntentsContext.Provider value={intents}>
      <ReactFlow<CanvasNode, CanvasEdge>
        className="flow-canvas"
        aria-label="Flow of the persona"
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        defaultEdgeOptions={defaultEdgeOptions}
        ariaLabelConfig={ariaLabels}
        onNodesChange={onNodesChange}
        onEdgesChange={onEdgesChange}
        onConnect={onConnect}
        onConnectEnd={onConnectEnd}
        isValidConnection={isValidConnection}
        onNodeDoubleClick={onNodeDoubleClick}
        onEdgeDoubleClick={onEdgeDoubleClick}
        onDragOver={(event) => {
          if (event.dataTransfer.types.includes(PALETTE_MIME)) event.preventDefault();
        }}
        onDrop={onDrop}
        onKeyDown={onKeyDown}
        nodesDraggable={!readOnly}
        nodesConnectable={!readOnly}
        deleteKeyCode={null}
        multiSelectionKeyCode={ADD_TO_SELECTION}
        selectionKeyCode="Shift"
        selectionMode={SelectionMode.Partial}
        panOnScroll
        zoomOnDoubleClick={false}
        connectionRadius={32}
        nodeDragThreshold={2}
        snapToGrid={snap}
        snapGrid={SNAP_GRID}
        minZoom={MIN_ZOOM}
        maxZoom={MAX_ZOOM}
        onInit={view.begin}
        attributionPosition="top-left"
      >
        <Background variant={BackgroundVariant.Dots} gap={GRID} size={1.5} />
        <CanvasControls snap={snap} onSnapChange={setSnap} onTidy={readOnly ? null : intents.tidy} />
        {showMiniMap ? (
          <MiniMap<CanvasNode>
            className="m-3!"
            style={{ width: 176, height: 120 }}
            position="bottom-right"
            pannable
            zoomable
            ariaLabel="Overview of the flow"
            nodeColor={(node) => NODE_LOOK[node.data.node.type].color}
            nodeBorderRadius={12}
          />
        ) : null}
        {children}
      </ReactFlow>
    </CanvasIntentsContext.Provider>
  );
}

function applySelect(ids: readonly string[], changes: ReadonlyMap<string, boolean>): readonly string[] {
  const next = ids.filter((id) => changes.get(id) !== false);
  for (const [id, selected] of changes) if (selected && !next.includes(id)) next.push(id);
  return next;
}
