/** Short ways to write a persona for a test. */
import { type Condition, createBlankPersona, type FlowNode, type PersonaDocument, parsePersona } from "../src/index";

export type NodeSketch = string | [kind: FlowNode["type"], text?: string];
export type EdgeSketch = [source: string, target: string, condition?: Condition, extra?: { label?: string; priority?: number }];

/**
 * A persona with this flow: node ids are the keys, kinds come from the sketch (a bare text is a stage with that goal), nodes
 * stand in a column in the order written, edges are e1, e2, …
 */
export function personaWith(
  nodes: Record<string, NodeSketch>,
  edges: EdgeSketch[],
  change: (document: PersonaDocument) => void = () => {},
) {
  const document = createBlankPersona("Test");
  document.identity.text = "You enjoy having a good conversation.";
  document.flow.nodes = {};
  document.flow.edges = {};
  for (const [index, [id, sketch]] of Object.entries(nodes).entries()) {
    const [kind, text = ""] = typeof sketch === "string" ? (["stage", sketch] as const) : sketch;
    const data = { start: {}, stage: { goal: text }, say: { text }, note: { text }, end: { goodbye: text } }[kind];
    document.flow.nodes[id] = { type: kind, position: { x: 0, y: index * 180 }, data } as FlowNode;
  }
  const always: Condition = { type: "always" };
  for (const [index, [source, target, condition = always, extra]] of edges.entries()) {
    document.flow.edges[`e${index + 1}`] = { source, target, condition, label: extra?.label ?? "", priority: extra?.priority ?? 0 };
  }
  change(document);
  return parsePersona(JSON.parse(JSON.stringify(document))).document;
}

export const choice = (value: string): Condition => ({ type: "caller_choice", value });
export const otherwise: Condition = { type: "else" };
export const silence = (ms: number): Condition => ({ type: "silence", ms });
