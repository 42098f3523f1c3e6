import { personaTemplates } from "@duologue/persona";
import { expect, it } from "vitest";
import { fitAround } from "./fit-around";
import { flowBounds, flowRects } from "./flow-bounds";
import { tidyFlow } from "./tidy-flow";
import { createCanvasMapper } from "./to-canvas";

const zoomRange = { least: 0.2, most: 0.9 };
const desk = {
  view: { width: 790, height: 844 },
  panels: [
    { left: 12, top: 788, right: 184, bottom: 832 },
    { left: 602, top: 712, right: 778, bottom: 832 },
  ],
};
const phone = { view: { width: 390, height: 631 }, panels: [{ left: 12, top: 575, right: 182, bottom: 619 }] };

it.each(personaTemplates.flatMap(({ id, document }) => [[id, "desk", document, desk] as const, [id, "phone", document, phone] as const]))(
  "nothing of %s that is to be read lies below a panel on the %s, or outside",
  (_, __, document, { view, panels }) => {
    const { flow } = tidyFlow(document);
    const { nodes, edges } = createCanvasMapper()({
      flow,
      selection: { nodeIds: [], edgeIds: [] },
      problems: { nodes: new Map(), edges: new Map(), persona: [] },
      activeNodeId: null,
      highlightedNodeId: null,
      readOnly: false,
      dragged: {},
      sizes: new Map(),
    });
    const bounds = flowBounds(nodes, edges);
    if (!bounds) throw new Error("Expected a template with nodes.");
    const rects = flowRects(nodes, edges);
    const { x, y, zoom } = fitAround(bounds, rects, { view, panels, zoomRange, marginShare: 0.04 });
    for (const rect of rects) {
      const shown = { left: rect.left * zoom + x, top: rect.top * zoom + y, right: rect.right * zoom + x, bottom: rect.bottom * zoom + y };
      expect(shown.left >= 0 && shown.top >= 0 && shown.right <= view.width && shown.bottom <= view.height, "inside").toBe(true);
      for (const panel of panels) {
        const apart = shown.left >= panel.right || shown.right <= panel.left || shown.top >= panel.bottom || shown.bottom <= panel.top;
        expect(apart, "clear of the panels").toBe(true);
      }
    }
  },
);

it("takes the whole view where nothing stands in the way", () => {
  const bounds = { x: 0, y: 0, width: 1_000, height: 500 };
  const room = { view: { width: 1_000, height: 1_000 }, panels: [], zoomRange: { least: 0.1, most: 2 }, marginShare: 0.1 };
  expect(fitAround(bounds, [], room)).toEqual({ x: 100, y: 300, zoom: 0.8 });
});
