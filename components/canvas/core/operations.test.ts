import { describe, expect, it } from "vitest";
import { addNode } from "./add-node";
import { connectTargets, whyNotConnect } from "./can-connect";
import { connectNodes } from "./connect-nodes";
import { deleteItems } from "./delete-items";
import { moveNodes } from "./move-nodes";
import { outgoingEdges } from "./outgoing-edges";
import { reorderEdge } from "./reorder-edges";
import { testDocument } from "./test-flow";
import { changeConditionType, updateCondition, updateEdge } from "./update-edge";
import { updateNodeData } from "./update-node";
import { walkOrder } from "./walk-order";

describe("addNode", () => {
  it("adds a node where it is told and leaves the document it came from alone", () => {
    const before = testDocument();
    const added = addNode(before, "stage", { x: 10, y: 210 });
    expect(added?.nodeId).toMatch(/^stage_/);
    const node = added?.document.flow.nodes[added.nodeId];
    expect(node?.type).toBe("stage");
    expect(node?.position).toEqual({ x: 10, y: 210 });
    expect(Object.keys(before.flow.nodes)).toHaveLength(6);
  });
  it("refuses a second Start", () => {
    expect(addNode(testDocument(), "start", { x: 900, y: 900 })).toBeNull();
  });
});

describe("connecting", () => {
  it("follows the rules of the kinds", () => {
    const { flow } = testDocument();
    expect(whyNotConnect(flow, "end", "ask")).toMatch(/End/);
    expect(whyNotConnect(flow, "ask", "start")).toMatch(/Start/);
    expect(whyNotConnect(flow, "ask", "note")).toMatch(/Note/);
    expect(whyNotConnect(flow, "ask", "gone")).toMatch(/no longer/);
    expect(whyNotConnect(flow, "ask", "ask")).toBeNull();
    expect(connectTargets(flow, "start")).toEqual(["ask", "yes", "no", "end"]);
  });
  it("waits for the caller after a Stage, goes on at once after a Say", () => {
    const fromSay = connectNodes(testDocument(), "yes", "ask");
    expect(fromSay?.document.flow.edges[fromSay.edgeId]?.condition.type).toBe("always");
    const without = deleteItems(testDocument(), { nodeIds: [], edgeIds: ["e3"] });
    const fromStage = connectNodes(without, "ask", "end");
    expect(fromStage?.document.flow.edges[fromStage.edgeId]?.condition.type).toBe("else");
  });
  it("offers a choice where the else is taken, and draws no line twice", () => {
    const second = connectNodes(testDocument(), "ask", "end");
    expect(second?.document.flow.edges[second.edgeId]?.condition).toEqual({ type: "caller_choice", value: "" });
    expect(connectNodes(testDocument(), "start", "ask")).toBeNull();
  });
});

describe("deleting, moving, changing", () => {
  it("deletes a node with every edge that touches it", () => {
    const after = deleteItems(testDocument(), { nodeIds: ["ask"], edgeIds: [] });
    expect(Object.keys(after.flow.edges)).toEqual(["e4", "e5"]);
  });
  it("answers with the same document when nothing happened", () => {
    const before = testDocument();
    expect(deleteItems(before, { nodeIds: ["gone"], edgeIds: [] })).toBe(before);
    expect(moveNodes(before, { ask: { x: 0.2, y: 200.4 } })).toBe(before);
    expect(updateNodeData(before, "gone", {})).toBe(before);
  });
  it("keeps keys it does not know", () => {
    const moved = moveNodes(testDocument(), { ask: { x: 5, y: 6 } });
    expect(moved.flow.nodes.ask?.position).toEqual({ x: 5, y: 6, z: 7 });
    expect(moved.flow).toHaveProperty("layer", "unknown");
    expect(updateNodeData(moved, "ask", { goal: "Other" }).flow.nodes.ask?.data).toMatchObject({ goal: "Other", colour: "red" });
    expect(updateEdge(moved, "e2", { label: "Ja" }).flow.edges.e2).toMatchObject({ label: "Ja", weight: 3 });
  });
  it("starts another kind of condition from its defaults and keeps the kind otherwise", () => {
    const silent = changeConditionType(testDocument(), "e2", "silence");
    expect(silent.flow.edges.e2?.condition).toEqual({ type: "silence", ms: 3_000 });
    expect(updateCondition(silent, "e2", { ms: 900, type: "else" }).flow.edges.e2?.condition).toEqual({ type: "silence", ms: 900 });
  });
});

describe("order", () => {
  it("moves a line earlier by priorities and never past the else", () => {
    let document = testDocument();
    const connected = connectNodes(document, "ask", "end");
    document = connected?.document ?? document;
    const added = connected?.edgeId ?? "";
    const ids = () => outgoingEdges(document.flow, "ask").map((edge) => edge.id);
    expect(ids()).toEqual(["e2", added, "e3"]);
    document = reorderEdge(document, added, -1);
    expect(ids()).toEqual([added, "e2", "e3"]);
    expect(reorderEdge(document, "e2", 1)).toBe(document);
    expect(reorderEdge(document, "e3", -1)).toBe(document);
  });
  it("walks along the lines from Start, wherever nodes stand", () => {
    const before = testDocument();
    expect(walkOrder(before.flow)).toEqual(["start", "ask", "yes", "no", "end", "note"]);
    expect(walkOrder(moveNodes(before, { end: { x: 0, y: -900 } }).flow)).toEqual(walkOrder(before.flow));
  });
});
