/**
 * The document as what the canvas library draws. The document is the truth; this is a view of it that is made anew on
 * every change and never read back. Objects whose inputs did not change keep their identity, so only what changed redraws.
 */
import type { Flow, FlowEdge, FlowNode, NodeType, Problem } from "@duologue/persona";
import { clearSides } from "./clear-sides";
import { conditionWords, edgeLabel } from "./condition-words";
import { type EdgeRoute, routeEdges } from "./edge-routes";
import { NODE_KINDS, nodeTitle } from "./node-kinds";
import { NODE_HEIGHT, NODE_WIDTH } from "./node-size";
import { placeLabels } from "./place-labels";
import { NO_PROBLEMS, type ProblemsByTarget } from "./problems-by-target";
import type { Selection } from "./selection";
import type { Size } from "./tidy-flow";
import { walkOrder } from "./walk-order";

export type CanvasNodeData = {
  node: FlowNode;
  problems: readonly Problem[];
  active: boolean;
  highlighted: boolean;
  /** nothing else is selected: its buttons stay in view */
  selectedAlone: boolean;
  readOnly: boolean;
};
export interface CanvasNode {
  id: string;
  type: NodeType;
  position: { x: number; y: number };
  data: CanvasNodeData;
  selected: boolean;
  measured?: Size;
  ariaLabel: string;
}
export type CanvasEdgeData = {
  edge: FlowEdge;
  label: string;
  words: string;
  route: EdgeRoute;
  problems: readonly Problem[];
  selectedAlone: boolean;
  readOnly: boolean;
};
export interface CanvasEdge {
  id: string;
  type: "condition";
  source: string;
  target: string;
  data: CanvasEdgeData;
  selected: boolean;
  animated: boolean;
  ariaLabel: string;
}

export interface CanvasView {
  flow: Flow;
  selection: Selection;
  problems: ProblemsByTarget;
  /** lit by a call */
  activeNodeId: string | null;
  /** pointed at from another panel */
  highlightedNodeId: string | null;
  readOnly: boolean;
  /** where nodes are while they are being dragged, before the document knows */
  dragged: Readonly<Record<string, { x: number; y: number }>>;
  sizes: ReadonlyMap<string, Size>;
}

const UNKNOWN_SIZE: Size = { width: NODE_WIDTH, height: NODE_HEIGHT };

export type CanvasMapper = (view: CanvasView) => { nodes: CanvasNode[]; edges: CanvasEdge[] };

/** A mapper with a memory of its last answer; one per mounted canvas. */
export function createCanvasMapper(): CanvasMapper {
  const nodeMemory = createMemory<CanvasNode>();
  const edgeMemory = createMemory<CanvasEdge>();
  const routeMemory = createMemory<Map<string, EdgeRoute>>();

  return (view) => {
    const { flow, selection } = view;
    const selectedNodes = new Set(selection.nodeIds);
    const selectedEdges = new Set(selection.edgeIds);
    const isOne = selection.nodeIds.length + selection.edgeIds.length === 1;
    const order = walkOrder(flow);
    const nodes = order.map((id) => {
      const node = flow.nodes[id] as FlowNode;
      const problems = view.problems.nodes.get(id) ?? NO_PROBLEMS;
      const selected = selectedNodes.has(id);
      const selectedAlone = selected && isOne;
      const active = view.activeNodeId === id;
      const highlighted = view.highlightedNodeId === id;
      const position = view.dragged[id] ?? node.position;
      const size = view.sizes.get(id);
      return nodeMemory.keep(id, [node, problems, selected, selectedAlone, active, highlighted, view.readOnly, position, size], () => ({
        id,
        type: node.type,
        position,
        data: { node, problems, active, highlighted, selectedAlone, readOnly: view.readOnly },
        selected,
        ...(size ? { measured: size } : {}),
        ariaLabel: nodeAriaLabel(node, problems),
      }));
    });

    const routes = routeMemory.keep("all", [flow, view.dragged, view.sizes], () => {
      const positionOf = (id: string) => view.dragged[id] ?? flow.nodes[id]?.position;
      const sizeOf = (id: string) => view.sizes.get(id) ?? UNKNOWN_SIZE;
      return placeLabels(flow, clearSides(flow, routeEdges(flow, positionOf), positionOf, sizeOf), positionOf, sizeOf);
    });
    const rank = new Map(order.map((id, index) => [id, index]));
    const byWalk = Object.entries(flow.edges).sort(([, a], [, b]) => (rank.get(a.source) ?? 0) - (rank.get(b.source) ?? 0));
    const edges = byWalk.flatMap(([id, edge]) => {
      const route = routes.get(id);
      if (!route) return [];
      const problems = view.problems.edges.get(id) ?? NO_PROBLEMS;
      const selected = selectedEdges.has(id);
      const selectedAlone = selected && isOne;
      const animated = view.activeNodeId === edge.source;
      const ariaLabel = edgeAriaLabel(flow, edge, problems);
      const { shape, lane, labelAt, sideX } = route;
      const inputs = [edge, problems, selected, selectedAlone, animated, view.readOnly, ariaLabel, shape, lane, labelAt, sideX];
      return edgeMemory.keep(id, inputs, () => ({
        id,
        type: "condition",
        source: edge.source,
        target: edge.target,
        data: {
          edge,
          label: edgeLabel(edge),
          words: conditionWords(edge.condition),
          route,
          problems,
          selectedAlone,
          readOnly: view.readOnly,
        },
        selected,
        animated,
        ariaLabel,
      }));
    });
    nodeMemory.forget(flow.nodes);
    edgeMemory.forget(flow.edges);
    return { nodes, edges };
  };
}

function nodeAriaLabel(node: FlowNode, problems: readonly Problem[]): string {
  const count = problems.length === 0 ? "" : `, ${problems.length} ${problems.length === 1 ? "problem" : "problems"}`;
  return `${NODE_KINDS[node.type].label}: ${nodeTitle(node)}${count}`;
}

function edgeAriaLabel(flow: Flow, edge: FlowEdge, problems: readonly Problem[]): string {
  const name = (id: string) => {
    const node = flow.nodes[id];
    return node ? nodeTitle(node) : "a missing node";
  };
  return `Edge from ${name(edge.source)} to ${name(edge.target)}: ${edgeLabel(edge)}${problems.length === 0 ? "" : ", has a problem"}`;
}

function createMemory<T>() {
  const memory = new Map<string, { inputs: readonly unknown[]; value: T }>();
  return {
    keep(id: string, inputs: readonly unknown[], make: () => T): T {
      const before = memory.get(id);
      if (before?.inputs.every((input, index) => Object.is(input, inputs[index]))) return before.value;
      const value = make();
      memory.set(id, { inputs, value });
      return value;
    },
    forget(existing: Record<string, unknown>) {
      for (const id of memory.keys()) if (!(id in existing)) memory.delete(id);
    },
  };
}
