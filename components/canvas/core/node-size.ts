/** Card sizes in canvas pixels. Cards have one width, so lines and layout can be computed without looking at the screen. */
import type { FlowNode } from "@duologue/persona";

export const NODE_WIDTH = 264;
/** the height used where the real one is not known yet */
export const NODE_HEIGHT = 112;
export const GRID = 16;

type Point = { x: number; y: number };

const overlaps = (a: Point, b: Point) => Math.abs(a.x - b.x) < NODE_WIDTH && Math.abs(a.y - b.y) < NODE_HEIGHT;

/** The wished place, or the first free one further right and down from it. */
export function findFreePosition(nodes: FlowNode[], wished: Point): Point {
  let place = { x: Math.round(wished.x), y: Math.round(wished.y) };
  for (let tries = 0; tries < 40 && nodes.some((node) => overlaps(node.position, place)); tries++) {
    place = tries % 4 === 3 ? { x: place.x + NODE_WIDTH + GRID * 2, y: Math.round(wished.y) } : { x: place.x, y: place.y + GRID * 3 };
  }
  return place;
}
