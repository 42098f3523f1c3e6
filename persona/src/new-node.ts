import type { FlowEdge, FlowNode, NodeType } from "./schema";

/** A fresh node of a kind, with the schema's defaults. The caller picks the id. */
export function newNode(type: NodeType, position: { x: number; y: number }): FlowNode {
  const at = { x: position.x, y: position.y };
  switch (type) {
    case "start":
      return { type, position: at, data: { title: "Start" } };
    case "stage":
      return { type, position: at, data: { title: "Stage", goal: "", sampleLines: [] } };
    case "say":
      return { type, position: at, data: { title: "Say", text: "", interruptible: true } };
    case "note":
      return { type, position: at, data: { text: "" } };
    case "end":
      return { type, position: at, data: { title: "End", goodbye: "" } };
  }
}

/** A fresh edge. Out of a stage it waits for the caller's answer (`else`); out of everything else it is taken at once. */
export function newEdge(source: string, target: string, sourceType: NodeType = "say"): FlowEdge {
  return { source, target, label: "", priority: 0, condition: { type: sourceType === "stage" ? "else" : "always" } };
}
