import { flow } from "@duologue/persona";
import { expect, it } from "vitest";
import { layOutFlowPicture } from "./flow-picture-layout";

const at = (type: string, x: number, y: number) => ({ type, position: { x, y }, data: {} });

it("has no picture for an empty flow", () => {
  expect(layOutFlowPicture(flow.parse({}))).toBeNull();
});

it("draws every node but notes, and a line for every edge between drawn nodes", () => {
  const layout = layOutFlowPicture(
    flow.parse({
      nodes: { a: at("start", 0, 0), b: at("stage", 400, 0), c: at("note", 0, 400), d: at("end", 400, 300) },
      edges: {
        ab: { source: "a", target: "b" },
        bd: { source: "b", target: "d" },
        bb: { source: "b", target: "b" },
        bc: { source: "b", target: "c" },
        gone: { source: "b", target: "nobody" },
      },
    }),
  );
  expect(layout?.boxes.map(({ id }) => id)).toEqual(["a", "b", "d"]);
  expect(layout?.lines.map(({ id }) => id)).toEqual(["ab", "bd"]);
});

it("frames everything that is drawn", () => {
  const layout = layOutFlowPicture(flow.parse({ nodes: { a: at("stage", -100, 50), b: at("stage", 300, 250) } }));
  const [x = 0, y = 0, width = 0, height = 0] = layout?.viewBox.split(" ").map(Number) ?? [];
  for (const box of layout?.boxes ?? []) {
    expect(box.x).toBeGreaterThan(x);
    expect(box.y).toBeGreaterThan(y);
    expect(box.x + box.width).toBeLessThan(x + width);
    expect(box.y + box.height).toBeLessThan(y + height);
  }
});
