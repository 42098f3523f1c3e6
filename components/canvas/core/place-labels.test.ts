import { type Flow, personaTemplates } from "@duologue/persona";
import { describe, expect, it } from "vitest";
import { clearSides } from "./clear-sides";
import { edgeLabel } from "./condition-words";
import { routeEdges } from "./edge-routes";
import { handlesOf, pillRect, pillSize, placeLabels, type Rect } from "./place-labels";
import { testDocument } from "./test-flow";
import { tidyFlow } from "./tidy-flow";

/** as nodes are drawn: two lines of preview, one, or none */
const sizeOf = () => ({ width: 264, height: 94 });

function pillsOf(flow: Flow): Map<string, Rect> {
  const positionOf = (id: string) => flow.nodes[id]?.position;
  const placed = placeLabels(flow, clearSides(flow, routeEdges(flow, positionOf), positionOf, sizeOf), positionOf, sizeOf);
  return new Map(
    [...placed].flatMap(([id, route]) => {
      const edge = flow.edges[id];
      const ends = edge && handlesOf(edge, positionOf, sizeOf);
      return edge && ends ? [[id, pillRect(ends, route, pillSize(edgeLabel(edge)))] as const] : [];
    }),
  );
}

function overlapping(pills: Map<string, Rect>): string[] {
  const all = [...pills];
  return all.flatMap(([id, a], index) =>
    all.slice(index + 1).flatMap(([otherId, b]) => {
      const apart = a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top;
      return apart ? [] : [`${id} and ${otherId}`];
    }),
  );
}

describe("placeLabels", () => {
  it.each(personaTemplates.map(({ id, document }) => [id, document] as const))("no two labels of %s lie on each other", (_, document) => {
    expect(overlapping(pillsOf(document.flow)), "as drawn").toEqual([]);
    expect(overlapping(pillsOf(tidyFlow(document).flow)), "tidied").toEqual([]);
  });

  it("leaves a label where it is wished while nothing is in its way", () => {
    const { flow } = testDocument();
    const positionOf = (id: string) => flow.nodes[id]?.position;
    const routes = routeEdges(flow, positionOf);
    expect(placeLabels(flow, routes, positionOf, sizeOf).get("e1")).toEqual(routes.get("e1"));
  });

  it("parts two labels whose wished places are the same", () => {
    const at = (type: string, x: number, y: number) => ({ type, position: { x, y }, data: { title: type } });
    const edge = (source: string, target: string) => ({ source, target, label: "", priority: 0, condition: { type: "else" } });
    // two edges that cross in the middle
    const flow = {
      nodes: { a: at("stage", 0, 0), b: at("stage", 400, 0), c: at("stage", 0, 320), d: at("stage", 400, 320) },
      edges: { ad: edge("a", "d"), bc: edge("b", "c") },
    } as unknown as Flow;
    expect(overlapping(pillsOf(flow))).toEqual([]);
  });
});
