import { edgePath } from "./edge-routes";
import { NODE_HEIGHT, NODE_WIDTH } from "./node-size";
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

/** The rectangle of all cards and of the pills beside them, in canvas pixels. Null for an empty flow. */
export function flowBounds(nodes: readonly BoundedNode[], edges: readonly BoundedEdge[]): Bounds | null {
  if (nodes.length === 0) return null;
  let [left, top, right, bottom] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  const cover = (x: number, y: number, width: number, height: number) => {
    left = Math.min(left, x);
    top = Math.min(top, y);
    right = Math.max(right, x + width);
    bottom = Math.max(bottom, y + height);
  };
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const sizeOf = ({ measured }: BoundedNode) => ({ width: measured?.width ?? NODE_WIDTH, height: measured?.height ?? NODE_HEIGHT });
  for (const node of nodes) cover(node.position.x, node.position.y, sizeOf(node).width, sizeOf(node).height);
  for (const edge of edges) {
    const source = byId.get(edge.source);
    const target = byId.get(edge.target);
    const data = edge.data as CanvasEdge["data"] | undefined;
    if (!source || !target || data?.route.shape !== "around") continue;
    const from = { x: source.position.x + NODE_WIDTH / 2, y: source.position.y + sizeOf(source).height };
    const to = { x: target.position.x + NODE_WIDTH / 2, y: target.position.y };
    const { label, points } = edgePath(from, to, data.route);
    for (const point of points) cover(point.x, point.y, 0, 0);
    const width = pillWidth(data.label);
    const shift = { middle: width / 2, left: 0, right: width }[label.pin];
    cover(label.x - shift, label.y - 20, width, 40);
  }
  return { x: left, y: top, width: right - left, height: bottom - top };
}
