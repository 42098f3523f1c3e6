import { edgePath } from "./edge-routes";
import { NODE_HEIGHT, NODE_WIDTH } from "./node-size";
import type { Rect } from "./place-labels";
import type { CanvasEdge, CanvasNode } from "./to-canvas";

/** about how wide a pill with this text is drawn */
const pillWidth = (label: string) => Math.min(200, 44 + label.length * 6);

export interface Bounds {
  x: number;
  y: number;
  width: number;
  height: number;
}

type BoundedNode = Pick<CanvasNode, "id" | "position"> & { measured?: { width?: number; height?: number } };
type BoundedEdge = { source: string; target: string; data?: unknown };

const sizeOf = ({ measured }: BoundedNode) => ({ width: measured?.width ?? NODE_WIDTH, height: measured?.height ?? NODE_HEIGHT });

/** The rectangle of all cards, and of the lines and pills between them, in canvas pixels. Null for an empty flow. */
export function flowBounds(nodes: readonly BoundedNode[], edges: readonly BoundedEdge[]): Bounds | null {
  if (nodes.length === 0) return null;
  const lines = drawnEdges(nodes, edges);
  const points = [...flowRects(nodes, edges).flatMap(cornersOf), ...lines.flatMap((line) => line.points)];
  const xs = points.map(({ x }) => x);
  const ys = points.map(({ y }) => y);
  const [left, top] = [least(xs), least(ys)];
  return { x: left, y: top, width: -least(xs.map((x) => -x)) - left, height: -least(ys.map((y) => -y)) - top };
}

/** What of a flow is to be read: its cards and the pills on its lines. */
export function flowRects(nodes: readonly BoundedNode[], edges: readonly BoundedEdge[]): Rect[] {
  const cards = nodes.map((node): Rect => {
    const { x, y } = node.position;
    return { left: x, top: y, right: x + sizeOf(node).width, bottom: y + sizeOf(node).height };
  });
  return [...cards, ...drawnEdges(nodes, edges).map(({ pill }) => pill)];
}

function drawnEdges(nodes: readonly BoundedNode[], edges: readonly BoundedEdge[]) {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  return edges.flatMap((edge) => {
    const source = byId.get(edge.source);
    const target = byId.get(edge.target);
    const data = edge.data as CanvasEdge["data"] | undefined;
    if (!source || !target || !data) return [];
    const from = { x: source.position.x + NODE_WIDTH / 2, y: source.position.y + sizeOf(source).height };
    const to = { x: target.position.x + NODE_WIDTH / 2, y: target.position.y };
    const { label, points } = edgePath(from, to, data.route);
    const width = pillWidth(data.label);
    const left = label.x - { middle: width / 2, left: 0, right: width }[label.pin];
    return [{ points, pill: { left, top: label.y - 20, right: left + width, bottom: label.y + 20 } satisfies Rect }];
  });
}

const cornersOf = ({ left, top, right, bottom }: Rect) => [
  { x: left, y: top },
  { x: right, y: bottom },
];
const least = (values: readonly number[]) => values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
