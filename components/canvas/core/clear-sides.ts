/** Leads lines that run back up around the cards instead of behind them, and keeps them apart. Pure geometry. */
import type { Flow } from "@duologue/persona";
import { aroundCorners, type EdgeRoute } from "./edge-routes";
import { handlesOf, type Rect } from "./place-labels";
import type { Size } from "./tidy-flow";

type Point = { x: number; y: number };
interface Upright {
  x: number;
  top: number;
  bottom: number;
}

/** free room between a line and a card beside it, and between two lines */
const CARD_GAP_PX = 20;
const LINE_GAP_PX = 24;
const LINES_ASIDE = [0, 1, 2, 3];
/** what it costs to run behind a card, and to run close beside another line, in pixels of way */
const BEHIND_COST_PX = 10_000;
const BESIDE_COST_PX = 2_000;
/** what it costs to leave the usual place */
const OTHER_PLACE_COST_PX = 40;

/** The routes with another upright stretch where the usual one would lie behind a card or on another line. */
export function clearSides(
  flow: Flow,
  routes: ReadonlyMap<string, EdgeRoute>,
  positionOf: (nodeId: string) => Point | undefined,
  sizeOf: (nodeId: string) => Size,
): Map<string, EdgeRoute> {
  const cards = Object.keys(flow.nodes).flatMap((id): Rect[] => {
    const at = positionOf(id);
    const { width, height } = sizeOf(id);
    return at ? [{ left: at.x, top: at.y, right: at.x + width, bottom: at.y + height }] : [];
  });
  const cleared = new Map(routes);
  const uprights: Upright[] = [];
  for (const [id, route] of shortestFirst(flow, routes, positionOf)) {
    const edge = flow.edges[id];
    const ends = edge && handlesOf(edge, positionOf, sizeOf);
    if (!ends) continue;
    const usual = uprightOf(aroundCorners(ends.source, ends.target, route));
    const costAt = (sideX: number) => {
      const corners = aroundCorners(ends.source, ends.target, { ...route, sideX });
      const upright = uprightOf(corners);
      const behind = cards.filter((card) => cuts(corners, card)).length;
      const beside = uprights.filter((other) => isBeside(upright, other)).length;
      const wayPx = Math.abs(sideX - ends.source.x) + Math.abs(sideX - ends.target.x);
      return behind * BEHIND_COST_PX + beside * BESIDE_COST_PX + wayPx + (sideX === usual.x ? 0 : OTHER_PLACE_COST_PX);
    };
    let best = { x: usual.x, cost: costAt(usual.x) };
    for (const x of best.cost < BESIDE_COST_PX ? [] : placesFor(usual, cards)) {
      const cost = costAt(x);
      if (cost < best.cost) best = { x, cost };
    }
    uprights.push({ ...usual, x: best.x });
    if (best.x !== usual.x) cleared.set(id, { ...route, sideX: best.x });
  }
  return cleared;
}

/** Lines that lead up, those over the shortest height first: they lie innermost. */
function shortestFirst(flow: Flow, routes: ReadonlyMap<string, EdgeRoute>, positionOf: (nodeId: string) => Point | undefined) {
  const heightOf = (id: string) => {
    const edge = flow.edges[id];
    return Math.abs((positionOf(edge?.source ?? "")?.y ?? 0) - (positionOf(edge?.target ?? "")?.y ?? 0));
  };
  return [...routes].filter(([, route]) => route.shape === "around").sort(([a], [b]) => heightOf(a) - heightOf(b));
}

/** Beside every card at that height, close to it and some lines further off. */
function placesFor({ top, bottom }: Upright, cards: readonly Rect[]): number[] {
  const near = cards.filter((card) => card.bottom > top && card.top < bottom);
  const places = near.flatMap(({ left, right }) =>
    LINES_ASIDE.flatMap((lines) => [left - CARD_GAP_PX - lines * LINE_GAP_PX, right + CARD_GAP_PX + lines * LINE_GAP_PX]),
  );
  return [...new Set(places)];
}

function uprightOf(corners: readonly Point[]): Upright {
  const [, , low, high] = corners as [Point, Point, Point, Point];
  return { x: low.x, top: Math.min(low.y, high.y), bottom: Math.max(low.y, high.y) };
}

const isBeside = (a: Upright, b: Upright) => Math.abs(a.x - b.x) < LINE_GAP_PX && a.top < b.bottom && b.top < a.bottom;

/** Whether a line of level and upright stretches comes through a card. Its two ends touch cards by nature. */
function cuts(corners: readonly Point[], { left, top, right, bottom }: Rect): boolean {
  return corners.slice(2, -1).some((to, index) => {
    const from = corners[index + 1] as Point;
    const [x0, x1, y0, y1] = [Math.min(from.x, to.x), Math.max(from.x, to.x), Math.min(from.y, to.y), Math.max(from.y, to.y)];
    return x1 > left && x0 < right && y1 > top && y0 < bottom;
  });
}
