/** Moves the pills of edges along their own lines until they stand clear of each other and of the nodes. Pure geometry. */
import type { Flow } from "@duologue/persona";
import { edgeLabel } from "./condition-words";
import { type EdgeRoute, edgePath } from "./edge-routes";
import type { Size } from "./tidy-flow";

type Point = { x: number; y: number };
export interface Rect {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

const FORWARD_STEPS = [0, 0.08, -0.08, 0.16, -0.16, 0.24, -0.24, 0.32, -0.32, 0.4, -0.4];
const FORWARD_ENDS = { first: 0.12, last: 0.88 };
const SIDE_PLACES = [0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8, 0.1, 0.9];
const TOP_PLACES = [1.5, 1.35, 1.65, 1.2, 1.8];
/** free room that two pills, or a pill and a node, keep between them */
const CLEARANCE_PX = 4;
/** what it costs to go one place further from the wished one, in square pixels of overlap */
const STEP_COST = 24;
/** what it costs to lie on the line of another edge */
const CROSSING_COST = 90;
const SWEEPS = 3;
/** the real handles stand a little out of their nodes */
const HANDLE_PX = 4;

/** As the pill is drawn: icon, padding, at most 200 px wide, then two lines. */
const PILL = { chromePx: 46, characterPx: 6, maxWidthPx: 200, lineHeightPx: 15, paddingPx: 10 };

/** About how large the pill with this text is, in canvas pixels. */
export function pillSize(text: string): Size {
  const textPx = text.length * PILL.characterPx;
  const lines = textPx + PILL.chromePx > PILL.maxWidthPx ? 2 : 1;
  return { width: Math.min(PILL.maxWidthPx, textPx + PILL.chromePx), height: lines * PILL.lineHeightPx + PILL.paddingPx };
}

interface Placed {
  id: string;
  route: EdgeRoute;
  /** wished place first */
  places: { labelAt: number; rect: Rect; fixedCost: number }[];
  chosen: number;
}

/** The routes with other places for their pills where the wished ones would lie on each other or on a node. */
export function placeLabels(
  flow: Flow,
  routes: ReadonlyMap<string, EdgeRoute>,
  positionOf: (nodeId: string) => Point | undefined,
  sizeOf: (nodeId: string) => Size,
): Map<string, EdgeRoute> {
  const nodes = Object.keys(flow.nodes).flatMap((id) => {
    const at = positionOf(id);
    return at ? [rectOf(at, sizeOf(id))] : [];
  });
  const all: Placed[] = [];
  const lines = new Map<string, Point[]>();
  for (const [id, route] of routes) {
    const edge = flow.edges[id];
    const ends = edge && handlesOf(edge, positionOf, sizeOf);
    if (!edge || !ends) continue;
    const size = pillSize(edgeLabel(edge));
    const places = wishesOf(route).map((labelAt) => ({ labelAt, rect: pillRect(ends, { ...route, labelAt }, size), fixedCost: 0 }));
    all.push({ id, route, places, chosen: 0 });
    lines.set(id, edgePath(ends.source, ends.target, route).points);
  }
  for (const { id, places } of all) {
    const others = [...lines].flatMap(([otherId, points]) => (otherId === id ? [] : [points]));
    places.forEach((place, index) => {
      const crossings = others.filter((points) => points.some((point) => isInside(point, place.rect))).length;
      place.fixedCost = overlap(place.rect, nodes) + crossings * CROSSING_COST + index * STEP_COST;
    });
  }

  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    let moved = false;
    for (const one of all) {
      const others = all.filter((other) => other !== one).map(rectNow);
      const costs = one.places.map(({ rect, fixedCost }) => fixedCost + overlap(rect, others) * 2);
      const best = costs.indexOf(Math.min(...costs));
      if (best === one.chosen) continue;
      one.chosen = best;
      moved = true;
    }
    if (!moved) break;
  }
  return new Map(all.map(({ id, route, places, chosen }) => [id, { ...route, labelAt: places[chosen]?.labelAt ?? route.labelAt }]));
}

/** The room that a pill takes on an edge between two handles. */
export function pillRect(ends: { source: Point; target: Point }, route: EdgeRoute, size: Size): Rect {
  const { x, y, pin } = edgePath(ends.source, ends.target, route).label;
  const left = pin === "middle" ? x - size.width / 2 : pin === "left" ? x : x - size.width;
  return rectOf({ x: left, y: y - size.height / 2 }, size);
}

/** Where an edge leaves its source and arrives at its target; undefined where one of the two is missing. */
export function handlesOf(
  edge: { source: string; target: string },
  positionOf: (nodeId: string) => Point | undefined,
  sizeOf: (nodeId: string) => Size,
): { source: Point; target: Point } | undefined {
  const from = positionOf(edge.source);
  const to = positionOf(edge.target);
  if (!from || !to) return undefined;
  const { width, height } = sizeOf(edge.source);
  return {
    source: { x: from.x + width / 2, y: from.y + height + HANDLE_PX },
    target: { x: to.x + sizeOf(edge.target).width / 2, y: to.y - HANDLE_PX },
  };
}

function wishesOf({ shape, labelAt }: EdgeRoute): number[] {
  if (shape === "around") return labelAt > 1 ? [...TOP_PLACES, ...SIDE_PLACES] : [...SIDE_PLACES, ...TOP_PLACES];
  return FORWARD_STEPS.map((step) => labelAt + step).filter(
    (place, index) => index === 0 || (place >= FORWARD_ENDS.first && place <= FORWARD_ENDS.last),
  );
}

const rectNow = ({ places, chosen }: Placed) => (places[chosen] as { rect: Rect }).rect;

const rectOf = (at: Point, { width, height }: Size): Rect => ({ left: at.x, top: at.y, right: at.x + width, bottom: at.y + height });

export const isInside = ({ x, y }: Point, { left, top, right, bottom }: Rect) => x > left && x < right && y > top && y < bottom;

/** Square pixels that `rect`, with its clearance, shares with the others. */
export function overlap(rect: Rect, others: readonly Rect[]): number {
  let sum = 0;
  for (const other of others) {
    const width = Math.min(rect.right, other.right) - Math.max(rect.left, other.left) + CLEARANCE_PX;
    const height = Math.min(rect.bottom, other.bottom) - Math.max(rect.top, other.top) + CLEARANCE_PX;
    if (width > 0 && height > 0) sum += width * height;
  }
  return sum;
}
