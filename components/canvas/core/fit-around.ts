/** The view that shows a whole flow, clear of the buttons and the overview that stand over the canvas. Pure geometry. */
import type { Bounds } from "./flow-bounds";
import type { Rect } from "./place-labels";
import type { Size } from "./tidy-flow";

export interface Viewport {
  x: number;
  y: number;
  zoom: number;
}
export interface FitRoom {
  /** of the canvas on screen */
  view: Size;
  /** what stands over it, in screen pixels from its top left corner */
  panels: readonly Rect[];
  zoomRange: { least: number; most: number };
  /** share of the view that is left free on each side */
  marginShare: number;
}
interface Insets {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** free room between a card and what stands over the canvas */
const PANEL_GAP_PX = 8;

/** The largest view in which no rectangle lies below a panel; else the one with the fewest such. `rects`: what is to be read, in canvas pixels. */
export function fitAround(bounds: Bounds, rects: readonly Rect[], room: FitRoom): Viewport {
  const margin = { x: room.view.width * room.marginShare, y: room.view.height * room.marginShare };
  const plain: Insets = { left: margin.x, top: margin.y, right: margin.x, bottom: margin.y };
  let best: { viewport: Viewport; covered: number } | null = null;
  for (const insets of insetsFor(plain, room)) {
    const viewport = fitInto(bounds, insets, room);
    const covered = rects.filter((rect) => isCovered(rect, viewport, room.panels)).length;
    if (!best || covered < best.covered || (covered === best.covered && viewport.zoom > best.viewport.zoom)) best = { viewport, covered };
  }
  return best?.viewport ?? fitInto(bounds, plain, room);
}

/** Every way to keep clear of the panels: each at its nearer side, or above or below it, or not at all. */
function insetsFor(plain: Insets, { view, panels }: FitRoom): Insets[] {
  let all = [plain];
  for (const panel of panels) {
    const isLeft = panel.left + panel.right < view.width;
    const isTop = panel.top + panel.bottom < view.height;
    all = all.flatMap((insets) => [
      insets,
      isLeft
        ? { ...insets, left: Math.max(insets.left, panel.right + PANEL_GAP_PX) }
        : { ...insets, right: Math.max(insets.right, view.width - panel.left + PANEL_GAP_PX) },
      isTop
        ? { ...insets, top: Math.max(insets.top, panel.bottom + PANEL_GAP_PX) }
        : { ...insets, bottom: Math.max(insets.bottom, view.height - panel.top + PANEL_GAP_PX) },
    ]);
  }
  return all;
}

function fitInto(bounds: Bounds, { left, top, right, bottom }: Insets, { view, zoomRange }: FitRoom): Viewport {
  const width = Math.max(1, view.width - left - right);
  const height = Math.max(1, view.height - top - bottom);
  const wished = Math.min(width / Math.max(1, bounds.width), height / Math.max(1, bounds.height));
  const zoom = Math.min(zoomRange.most, Math.max(zoomRange.least, wished));
  return {
    x: left + (width - bounds.width * zoom) / 2 - bounds.x * zoom,
    y: top + (height - bounds.height * zoom) / 2 - bounds.y * zoom,
    zoom,
  };
}

function isCovered(rect: Rect, { x, y, zoom }: Viewport, panels: readonly Rect[]): boolean {
  const [left, right, top, bottom] = [rect.left * zoom + x, rect.right * zoom + x, rect.top * zoom + y, rect.bottom * zoom + y];
  return panels.some((panel) => left < panel.right && right > panel.left && top < panel.bottom && bottom > panel.top);
}
