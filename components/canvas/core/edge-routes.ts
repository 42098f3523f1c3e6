/** How edges run on the canvas: pure geometry, in canvas pixels. Lines leave at the bottom of a card and arrive at its top. */
import type { Flow } from "@duologue/persona";
import { NODE_HEIGHT, NODE_WIDTH } from "./node-size";

type Point = { x: number; y: number };

export interface EdgeRoute {
  /** forward: an S-shaped line downwards; around: out at the side and back up, for loops and lines that lead up */
  shape: "forward" | "around";
  /** keeps lines that would lie on each other apart: 0 is the middle (forward) or the innermost (around) */
  lane: number;
  /** where on the line its pill sits. Forward: 0 source, 1 target. Around: 0 to 1 up the side, 1 to 2 along the stretch above the target */
  labelAt: number;
  /** around: where its upright stretch stands; left out: at the usual place */
  sideX?: number;
}

const LANE_PX = 32;
/** between the middles of two lines that join the same two nodes: room for two pills */
const TWIN_PX = 212;
const SIDE_PX = 40;
const STUB_PX = 22;
/** further from the card, lane by lane */
const LANE_STUB_PX = 14;
const CORNER_PX = 12;
/** how far a pill at the side reaches over its line */
const PIN_PX = 16;
const CURVE_POINTS = 32;
const POINT_EVERY_PX = 12;

/** Chooses shape, lane and label place for every edge whose two nodes exist. */
export function routeEdges(flow: Flow, positionOf: (nodeId: string) => Point | undefined): Map<string, EdgeRoute> {
  const all = Object.entries(flow.edges).flatMap(([id, edge]) => {
    const from = positionOf(edge.source);
    const to = positionOf(edge.target);
    return from && to
      ? [
          {
            id,
            source: edge.source,
            target: edge.target,
            from,
            to,
            around: edge.source === edge.target || to.y < from.y + NODE_HEIGHT * 0.6,
          },
        ]
      : [];
  });
  const forward = all.filter((edge) => !edge.around);
  const around = all.filter((edge) => edge.around);
  const routes = new Map<string, EdgeRoute>();
  for (const edge of forward) {
    const parallel = forward.filter((other) => other.source === edge.source && other.target === edge.target);
    const fanOut = new Set(forward.filter((other) => other.source === edge.source).map((other) => other.target)).size > 1;
    const fanIn = new Set(forward.filter((other) => other.target === edge.target).map((other) => other.source)).size > 1;
    const lane = parallel.indexOf(edge) - (parallel.length - 1) / 2;
    // pills of twins sit at different heights too, clear of the pills of the pair beside them
    const labelAt = (fanOut === fanIn ? 0.5 : fanOut ? 0.64 : 0.36) + lane * 0.26;
    routes.set(edge.id, { shape: "forward", lane, labelAt: Math.min(0.8, Math.max(0.2, labelAt)) });
  }
  around.forEach((edge, index) => {
    const touches = (other: typeof edge) => [edge.source, edge.target].some((id) => id === other.source || id === other.target);
    const between = isBetween(edge.from, edge.to);
    // the gap between two columns is too narrow for a pill, so it rides on the stretch above the target
    routes.set(edge.id, { shape: "around", lane: around.slice(0, index).filter(touches).length, labelAt: between ? 1.5 : 0.5 });
  });
  return routes;
}

export interface DrawnEdge {
  path: string;
  /** places on the line, close enough together to tell what it crosses */
  points: Point[];
  /** where the pill is pinned, and which part of it: its middle, or the end that touches the line */
  label: Point & { pin: "middle" | "left" | "right" };
}

/** The SVG path of an edge between two handles, and where its pill sits. */
export function edgePath(source: Point, target: Point, route: EdgeRoute): DrawnEdge {
  return route.shape === "forward" ? forwardPath(source, target, route) : aroundPath(source, target, route);
}

function forwardPath(source: Point, target: Point, route: EdgeRoute): DrawnEdge {
  const reach = Math.max(36, (target.y - source.y) / 2);
  // two control points shifted sideways by s move the middle of the line by 3/4 s
  const aside = (route.lane * TWIN_PX) / 0.75;
  const a = { x: source.x + aside, y: source.y + reach };
  const b = { x: target.x + aside, y: target.y - reach };
  const at = (t: number, p0: number, p1: number, p2: number, p3: number) =>
    (1 - t) ** 3 * p0 + 3 * (1 - t) ** 2 * t * p1 + 3 * (1 - t) * t ** 2 * p2 + t ** 3 * p3;
  const pointAt = (t: number): Point => ({ x: at(t, source.x, a.x, b.x, target.x), y: at(t, source.y, a.y, b.y, target.y) });
  return {
    path: `M${source.x},${source.y} C${a.x},${a.y} ${b.x},${b.y} ${target.x},${target.y}`,
    points: Array.from({ length: CURVE_POINTS + 1 }, (_, index) => pointAt(index / CURVE_POINTS)),
    label: { ...pointAt(route.labelAt), pin: "middle" },
  };
}

/** Far enough apart for a line to go up through the gap between the two columns. */
const isBetween = (source: Point, target: Point) => Math.abs(target.x - source.x) - NODE_WIDTH > SIDE_PX;

/** Up through the gap between the two columns where there is one, else around, on the side the source is nearer to. */
function usualSideX(source: Point, target: Point, lane: number): number {
  if (isBetween(source, target)) return (source.x + target.x) / 2 + lane * LANE_PX * 0.5;
  const aside = NODE_WIDTH / 2 + SIDE_PX + lane * LANE_PX;
  return source.x < target.x ? source.x - aside : Math.max(source.x, target.x) + aside;
}

/** Down from the source, aside, up, over the target and down into it. */
export function aroundCorners(source: Point, target: Point, { lane, sideX = usualSideX(source, target, lane) }: EdgeRoute): Point[] {
  const bottomY = source.y + STUB_PX + lane * LANE_STUB_PX;
  const topY = target.y - STUB_PX - lane * LANE_STUB_PX;
  return [source, { x: source.x, y: bottomY }, { x: sideX, y: bottomY }, { x: sideX, y: topY }, { x: target.x, y: topY }, target];
}

function aroundPath(source: Point, target: Point, route: EdgeRoute): DrawnEdge {
  const { labelAt } = route;
  const corners = aroundCorners(source, target, route);
  const [, { y: bottomY }, { x: sideX }, { y: topY }] = corners as [Point, Point, Point, Point];
  const between = sideX > Math.min(source.x, target.x) && sideX < Math.max(source.x, target.x);
  const leftwards = sideX <= Math.min(source.x, target.x);
  const line = { path: roundedPath(corners), points: pointsAlong(corners) };
  if (labelAt > 1) return { ...line, label: { x: sideX + (target.x - sideX) * (labelAt - 1), y: topY, pin: "middle" } };
  const y = bottomY + (topY - bottomY) * labelAt;
  if (between) return { ...line, label: { x: sideX, y, pin: "middle" } };
  return { ...line, label: { x: sideX + (leftwards ? PIN_PX : -PIN_PX), y, pin: leftwards ? "right" : "left" } };
}

/** Along a polyline, every few pixels. */
function pointsAlong(corners: Point[]): Point[] {
  return corners.slice(1).flatMap((corner, index) => {
    const from = corners[index] as Point;
    const steps = Math.max(1, Math.ceil(Math.hypot(corner.x - from.x, corner.y - from.y) / POINT_EVERY_PX));
    return Array.from({ length: steps }, (_, step) => ({
      x: from.x + ((corner.x - from.x) * (step + 1)) / steps,
      y: from.y + ((corner.y - from.y) * (step + 1)) / steps,
    }));
  });
}

/** A polyline with rounded corners. */
function roundedPath(points: Point[]): string {
  const first = points[0] as Point;
  let path = `M${first.x},${first.y}`;
  for (let index = 1; index < points.length - 1; index++) {
    const [before, corner, after] = points.slice(index - 1, index + 2) as [Point, Point, Point];
    const inLength = Math.hypot(corner.x - before.x, corner.y - before.y);
    const outLength = Math.hypot(after.x - corner.x, after.y - corner.y);
    const radius = Math.min(CORNER_PX, inLength / 2, outLength / 2);
    if (radius < 0.5) continue;
    const towards = (from: Point, to: Point, length: number) => ({
      x: from.x + ((to.x - from.x) / length) * radius,
      y: from.y + ((to.y - from.y) / length) * radius,
    });
    const enter = towards(corner, before, inLength);
    const leave = towards(corner, after, outLength);
    path += ` L${enter.x},${enter.y} Q${corner.x},${corner.y} ${leave.x},${leave.y}`;
  }
  const last = points.at(-1) as Point;
  return `${path} L${last.x},${last.y}`;
}
