import type { Problem } from "@duologue/persona";
import { describe, expect, it } from "vitest";
import { conditionWords, durationWords, EDGE_LABEL_MAX, edgeLabel } from "./condition-words";
import { edgePath, routeEdges } from "./edge-routes";
import { findNodes } from "./find-nodes";
import { mergeProblems, problemsByTarget } from "./problems-by-target";
import { everything, type Selection } from "./selection";
import { testDocument } from "./test-flow";
import { tidyFlow } from "./tidy-flow";
import { type CanvasView, createCanvasMapper } from "./to-canvas";
import { updateNodeData } from "./update-node";

const view = (change: Partial<CanvasView> = {}): CanvasView => ({
  flow: testDocument().flow,
  selection: { nodeIds: [], edgeIds: [] },
  problems: problemsByTarget([]),
  activeNodeId: null,
  highlightedNodeId: null,
  readOnly: false,
  dragged: {},
  sizes: new Map(),
  ...change,
});

describe("createCanvasMapper", () => {
  it("draws every node and every line between nodes that exist", () => {
    const { nodes, edges } = createCanvasMapper()(view());
    expect(nodes.map((node) => node.id)).toEqual(["start", "ask", "yes", "no", "end", "note"]);
    expect(edges).toHaveLength(5);
    expect(nodes[1]?.ariaLabel).toBe("Stage: Ask");
    expect(edges[1]?.ariaLabel).toBe("Edge from Ask to Yes: Caller: Yes");
  });
  it("gives back the same objects for what did not change", () => {
    const map = createCanvasMapper();
    const document = testDocument();
    const first = map(view({ flow: document.flow }));
    const second = map(view({ flow: updateNodeData(document, "yes", { text: "Good." }).flow }));
    expect(second.nodes[1]).toBe(first.nodes[1]);
    expect(second.nodes[2]).not.toBe(first.nodes[2]);
    expect(second.edges[3]).toBe(first.edges[3]);
  });
  it("keeps the buttons in view of what is selected alone, and of nothing when everything is", () => {
    const flow = testDocument().flow;
    const pinned = (selection: Selection) => {
      const { nodes, edges } = createCanvasMapper()(view({ flow, selection }));
      return [...nodes, ...edges].filter(({ data }) => data.selectedAlone).map(({ id }) => id);
    };
    expect(pinned({ nodeIds: ["ask"], edgeIds: [] })).toEqual(["ask"]);
    expect(pinned({ nodeIds: [], edgeIds: ["e2"] })).toEqual(["e2"]);
    expect(everything(flow)).toMatchObject({ nodeIds: { length: 6 }, edgeIds: { length: 5 } });
    expect(pinned(everything(flow))).toEqual([]);
  });
  it("shows what is selected, lit and dragged", () => {
    const { nodes } = createCanvasMapper()(
      view({ selection: { nodeIds: ["ask"], edgeIds: [] }, activeNodeId: "yes", dragged: { ask: { x: 9, y: 9 } } }),
    );
    expect(nodes[1]).toMatchObject({ selected: true, position: { x: 9, y: 9 } });
    expect(nodes[2]?.data.active).toBe(true);
  });
});

describe("routes", () => {
  const flow = testDocument().flow;
  const positions = (id: string) => flow.nodes[id]?.position;
  it("keeps a pair and a loop apart", () => {
    const withMore = {
      ...flow,
      edges: {
        ...flow.edges,
        back: { ...flow.edges.e2, source: "yes", target: "ask" },
        loop: { ...flow.edges.e2, source: "ask", target: "ask" },
        twin: { ...flow.edges.e2, source: "ask", target: "yes" },
      } as typeof flow.edges,
    };
    const routes = routeEdges(withMore, positions);
    expect(routes.get("back")?.shape).toBe("around");
    expect(routes.get("loop")?.shape).toBe("around");
    expect(routes.get("loop")?.lane).not.toBe(routes.get("back")?.lane);
    expect(routes.get("twin")?.lane).not.toBe(routes.get("e2")?.lane);
  });
  it("makes paths of finite numbers that begin and end at the handles", () => {
    for (const [shape, target] of [["forward", { x: 40, y: 300 }] as const, ["around", { x: 40, y: -100 }] as const]) {
      const { path, label } = edgePath({ x: 0, y: 0 }, target, { shape, lane: 1, labelAt: 0.5 });
      expect(path).toMatch(/^M0,0 /);
      expect(path.endsWith(`${target.x},${target.y}`)).toBe(true);
      expect(path).not.toContain("NaN");
      expect(Number.isFinite(label.x + label.y)).toBe(true);
    }
  });
});

describe("tidyFlow", () => {
  it("lays out from top to bottom without overlaps, the same way each time", () => {
    const tidy = tidyFlow(testDocument());
    const y = (id: string) => tidy.flow.nodes[id]?.position.y ?? Number.NaN;
    expect(y("start")).toBeLessThan(y("ask"));
    expect(y("ask")).toBeLessThan(y("yes"));
    expect(y("yes")).toBe(y("no"));
    expect(y("no")).toBeLessThan(y("end"));
    expect(tidyFlow(testDocument()).flow).toEqual(tidy.flow);
    expect(tidyFlow(tidy)).toBe(tidy);
  });
});

describe("words", () => {
  it("says conditions", () => {
    expect(conditionWords({ type: "silence", ms: 1_500 })).toBe("Silence for 1.5 s");
    expect(conditionWords({ type: "time", ms: 90_000, since: "call" })).toBe("After 1 min 30 s in the call");
    expect(conditionWords({ type: "persona_said", match: "phrase", value: "goodbye", holdMs: 0 })).toBe("Persona said “goodbye”");
    expect(conditionWords({ type: "caller_choice", value: "" })).toBe("Caller chooses …");
    expect(durationWords(60_000)).toBe("1 min");
  });
  it("never makes a pill longer than it may be", () => {
    const edge = {
      source: "a",
      target: "b",
      label: "",
      priority: 0,
      condition: { type: "caller_choice", value: "x".repeat(200) },
    } as const;
    expect(edgeLabel(edge)).toHaveLength(EDGE_LABEL_MAX);
  });
  it("finds nodes by title first", () => {
    expect(findNodes(testDocument().flow, "name").map(({ id }) => id)).toEqual(["ask"]);
    expect(findNodes(testDocument().flow, "").length).toBe(6);
    expect(findNodes(testDocument().flow, "zebra")).toEqual([]);
  });
});

describe("problems", () => {
  const problem = (level: Problem["level"], target: Problem["target"]): Problem => ({ level, code: "dead_end", message: "m", target });
  it("sorts by place, errors first, doubles once", () => {
    const warning = problem("warning", { kind: "node", nodeId: "a" });
    const error = { ...problem("error", { kind: "node", nodeId: "a" }), code: "empty_stage" as const };
    const edge = problem("error", { kind: "edge", edgeId: "e" });
    const by = problemsByTarget([warning, error, { ...warning }, edge, problem("error", { kind: "persona", field: "voice" })]);
    expect(by.nodes.get("a")).toEqual([error, warning]);
    expect(by.edges.get("e")).toEqual([edge]);
    expect(by.persona).toHaveLength(1);
    expect(mergeProblems([warning], [warning, error])).toEqual([error, warning]);
  });
});
