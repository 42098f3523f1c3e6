/** Where a new card may lie: near the place that was asked for, inside what is seen, clear of what is there. Pure geometry. */
import type { Flow } from "@duologue/persona";
import { clearSides } from "./clear-sides";
import { edgeLabel } from "./condition-words";
import { edgePath, routeEdges } from "./edge-routes";
import { GRID, NEW_NODE_HEIGHT, NODE_HEIGHT, NODE_WIDTH } from "./node-size";
import { handlesOf, isInside, overlap, pillRect, pillSize, placeLabels, type Rect } from "./place-labels";
import type { Size } from "./tidy-flow";

type Point = { x: number; y: number };

/** What the canvas knows about the room there is, in canvas pixels. */
export interface Room {
  /** the part of the canvas that is seen */
  visible: Rect;
  /** what stands over it: buttons, the overview */
  covered: readonly Rect[];
  sizes: ReadonlyMap<string, Size>;
}

/** free room to the edge of the view, and to what lies beside it */
const MARGIN_PX = 12;
const GAP_PX = 16;
/** lying on something costs more than any way, and the more of it is hidden the more it costs */
const HIDING_COST = 1_000_000;
/** how far a card goes, in pixels, to get off one line */
const LINE_COST_PX = 96;

/** The top left corner for a new card that was put somewhere: inside what is seen, at most `reachPx` from the wished one. */
export function findPlaceNear(flow: Flow, wished: Point, room: Room, reachPx: number): Point {
  return cheapestPlace(flow, wished, room, reachPx).at;
}

/** The top left corner for a new card that may lie anywhere: the nearest free one that is seen, else the nearest free one. */
export function findFreePlace(flow: Flow, wished: Point, room: Room): Point {
  const seen = cheapestPlace(flow, wished, room);
  if (seen.cost < HIDING_COST) return seen.at;
  const { left, top, right, bottom } = room.visible;
  const aside = Math.max(right - left, bottom - top);
  const around = { left: left - aside, top: top - aside, right: right + aside, bottom: bottom + aside };
  const beyond = cheapestPlace(flow, wished, { ...room, visible: around });
  return beyond.cost < seen.cost ? beyond.at : seen.at;
}

function cheapestPlace(
  flow: Flow,
  wished: Point,
  { visible, covered, sizes }: Room,
  reachPx = Number.POSITIVE_INFINITY,
): { at: Point; cost: number } {
  const { taken, lines } = whatLies(flow, sizes);
  const obstacles = [...taken, ...covered];
  const least = { x: visible.left + MARGIN_PX, y: visible.top + MARGIN_PX };
  // a view smaller than a card shows its beginning
  const most = {
    x: Math.max(least.x, visible.right - MARGIN_PX - NODE_WIDTH),
    y: Math.max(least.y, visible.bottom - MARGIN_PX - NEW_NODE_HEIGHT),
  };
  const from = { x: clamp(wished.x, least.x, most.x), y: clamp(wished.y, least.y, most.y) };
  const costOf = (at: Point) => {
    const rect = { left: at.x, top: at.y, right: at.x + NODE_WIDTH, bottom: at.y + NEW_NODE_HEIGHT };
    const withGap = { left: rect.left - GAP_PX, top: rect.top - GAP_PX, right: rect.right + GAP_PX, bottom: rect.bottom + GAP_PX };
    const hidden = overlap(withGap, obstacles);
    const crossed = lines.filter((points) => points.some((point) => isInside(point, rect))).length;
    return (hidden > 0 ? HIDING_COST + hidden : 0) + crossed * LINE_COST_PX + Math.hypot(at.x - from.x, at.y - from.y);
  };
  const farthest = Math.min(reachPx, Math.max(most.x - least.x, most.y - least.y));
  let best = { at: from, cost: costOf(from) };
  for (let ring = 1; ring * GRID <= farthest && ring * GRID < best.cost; ring++) {
    for (const at of ringAround(from, ring)) {
      if (at.x < least.x || at.x > most.x || at.y < least.y || at.y > most.y) continue;
      const cost = costOf(at);
      if (cost < best.cost) best = { at, cost };
    }
  }
  return { at: { x: Math.round(best.at.x), y: Math.round(best.at.y) }, cost: best.cost };
}

/** The room that cards and pills take, and the lines between them. */
function whatLies(flow: Flow, sizes: ReadonlyMap<string, Size>): { taken: Rect[]; lines: Point[][] } {
  const positionOf = (id: string) => flow.nodes[id]?.position;
  const sizeOf = (id: string) => sizes.get(id) ?? { width: NODE_WIDTH, height: NODE_HEIGHT };
  const taken = Object.entries(flow.nodes).map(([id, { position }]): Rect => {
    const { width, height } = sizeOf(id);
    return { left: position.x, top: position.y, right: position.x + width, bottom: position.y + height };
  });
  const lines: Point[][] = [];
  for (const [id, route] of placeLabels(flow, clearSides(flow, routeEdges(flow, positionOf), positionOf, sizeOf), positionOf, sizeOf)) {
    const edge = flow.edges[id];
    const ends = edge && handlesOf(edge, positionOf, sizeOf);
    if (!edge || !ends) continue;
    taken.push(pillRect(ends, route, pillSize(edgeLabel(edge))));
    lines.push(edgePath(ends.source, ends.target, route).points);
  }
  return { taken, lines };
}

/** The places of a square ring, one grid step apart. */
function ringAround({ x, y }: Point, ring: number): Point[] {
  const places: Point[] = [];
  for (let step = -ring; step <= ring; step++) {
    places.push({ x: x + step * GRID, y: y + ring * GRID }, { x: x + step * GRID, y: y - ring * GRID });
    if (Math.abs(step) < ring) places.push({ x: x + ring * GRID, y: y + step * GRID }, { x: x - ring * GRID, y: y + step * GRID });
  }
  return places;
}

const clamp = (value: number, least: number, most: number) => Math.min(most, Math.max(least, value));
