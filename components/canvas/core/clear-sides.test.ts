import { type Flow, personaTemplates } from "@duologue/persona";
import { expect, it } from "vitest";
import { clearSides } from "./clear-sides";
import { type EdgeRoute, edgePath, routeEdges } from "./edge-routes";
import { handlesOf, isInside } from "./place-labels";
import { tidyFlow } from "./tidy-flow";

const sizeOf = () => ({ width: 264, height: 94 });
type Point = { x: number; y: number };

/** The lines as they are drawn, by edge. */
function linesOf(flow: Flow, shapes: readonly EdgeRoute["shape"][]): Map<string, Point[]> {
  const positionOf = (id: string) => flow.nodes[id]?.position;
  const routes = clearSides(flow, routeEdges(flow, positionOf), positionOf, sizeOf);
  return new Map(
    [...routes].flatMap(([id, route]) => {
      const edge = flow.edges[id];
      const ends = edge && handlesOf(edge, positionOf, sizeOf);
      return ends && shapes.includes(route.shape) ? [[id, edgePath(ends.source, ends.target, route).points] as const] : [];
    }),
  );
}

function behindCards(flow: Flow, shapes: readonly EdgeRoute["shape"][]): string[] {
  return [...linesOf(flow, shapes)].flatMap(([id, points]) =>
    Object.entries(flow.nodes).flatMap(([nodeId, { position: at }]) => {
      const card = { left: at.x, top: at.y, right: at.x + sizeOf().width, bottom: at.y + sizeOf().height };
      return points.some((point) => isInside(point, card)) ? [`${id} behind ${nodeId}`] : [];
    }),
  );
}

it.each(personaTemplates.map(({ id, document }) => [id, document] as const))(
  "no line of %s runs behind a card, nor one that leads up once it is tidied",
  (_, document) => {
    expect(behindCards(document.flow, ["forward", "around"]), "as drawn").toEqual([]);
    expect(behindCards(tidyFlow(document).flow, ["around"]), "tidied").toEqual([]);
  },
);

it("keeps two lines that lead up at least 20 px apart where they run side by side", () => {
  for (const { document } of personaTemplates) {
    const lines = [...linesOf(tidyFlow(document).flow, ["around"]).values()].map((points) => {
      const x = points[Math.floor(points.length / 2)]?.x ?? 0;
      const ys = points.filter((point) => point.x === x).map(({ y }) => y);
      return { x, top: Math.min(...ys), bottom: Math.max(...ys) };
    });
    for (const [index, a] of lines.entries()) {
      for (const b of lines.slice(index + 1)) {
        if (a.top < b.bottom && b.top < a.bottom) expect(Math.abs(a.x - b.x)).toBeGreaterThan(20);
      }
    }
  }
});
