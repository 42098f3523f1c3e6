import { describe, expect, it } from "vitest";
import { findFreePlace, findPlaceNear, type Room } from "./find-place";
import { NEW_NODE_HEIGHT, NODE_HEIGHT, NODE_WIDTH } from "./node-size";
import { testDocument } from "./test-flow";

const room = (change: Partial<Room> = {}): Room => ({
  visible: { left: -600, top: -100, right: 900, bottom: 900 },
  covered: [],
  sizes: new Map(),
  ...change,
});

const isWithin = ({ x, y }: { x: number; y: number }, { visible }: Room) =>
  x >= visible.left && y >= visible.top && x + NODE_WIDTH <= visible.right && y + NEW_NODE_HEIGHT <= visible.bottom;

describe("a new card", () => {
  const { flow } = testDocument();

  it("is where it was asked for when nothing lies there", () => {
    expect(findFreePlace(flow, { x: 560, y: 400 }, room())).toEqual({ x: 560, y: 400 });
  });
  it("goes a little aside from a card, never across the canvas", () => {
    const at = findFreePlace(flow, { x: 520, y: 60 }, room());
    const note = flow.nodes.note?.position ?? { x: 0, y: 0 };
    expect(at.y >= note.y + NODE_HEIGHT || at.x >= note.x + NODE_WIDTH).toBe(true);
    expect(Math.hypot(at.x - 520, at.y - 60)).toBeLessThan(120);
  });
  it("stays inside what is seen, also when asked for a place outside", () => {
    const seen = room();
    for (const wished of [
      { x: 5_000, y: 5_000 },
      { x: -5_000, y: 400 },
      { x: 800, y: 850 },
    ])
      expect(isWithin(findFreePlace(flow, wished, seen), seen)).toBe(true);
  });
  it("lies beside a line rather than on it", () => {
    // between Ask and No runs a line with its pill
    const at = findFreePlace({ ...flow, edges: { e3: { ...flow.edges.e3, label: "" } as never } }, { x: 60, y: 320 }, room());
    expect(at.x > 132 || at.x + NODE_WIDTH < 132 || at.y > 400).toBe(true);
  });
  it("keeps clear of what stands over the canvas", () => {
    const covered = [{ left: 500, top: 380, right: 900, bottom: 600 }];
    const at = findFreePlace(flow, { x: 560, y: 400 }, room({ covered }));
    expect(at.y + NEW_NODE_HEIGHT <= 380 || at.y >= 600 || at.x + NODE_WIDTH <= 500).toBe(true);
  });
  it("lies beyond what is seen where nothing there is free", () => {
    const narrow = room({ visible: { left: -20, top: -20, right: 300, bottom: 420 } });
    const at = findFreePlace(flow, { x: 0, y: 200 }, narrow);
    expect(isWithin(at, narrow)).toBe(false);
    const hides = Object.values(flow.nodes).some(
      ({ position: { x, y } }) => Math.abs(x - at.x) < NODE_WIDTH && at.y < y + NODE_HEIGHT && at.y + NEW_NODE_HEIGHT > y,
    );
    expect(hides).toBe(false);
  });
  it("hides as little as it can where it was dropped and there is no free place, still inside", () => {
    const narrow = room({ visible: { left: -20, top: -20, right: 300, bottom: 420 } });
    const at = findPlaceNear(flow, { x: 0, y: 200 }, narrow, 160);
    expect(isWithin(at, narrow)).toBe(true);
    // between Start and Ask, where only the line is
    expect(at.y).toBeLessThan(200);
  });
  it("goes no further than it may", () => {
    const at = findPlaceNear(flow, { x: 0, y: 200 }, room(), 48);
    expect(Math.max(Math.abs(at.x), Math.abs(at.y - 200))).toBeLessThanOrEqual(48);
  });
  it("shows its beginning in a view that is smaller than a card", () => {
    expect(findPlaceNear(flow, { x: 0, y: 0 }, room({ visible: { left: 700, top: 500, right: 800, bottom: 560 } }), 160)).toEqual({
      x: 712,
      y: 512,
    });
  });
});
