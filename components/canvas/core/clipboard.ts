/** Copy and paste of a part of a flow as JSON text, so that it travels between personas, windows and people. */
import { type FlowEdge, type FlowNode, flowEdge, flowNode, type PersonaDocument } from "@duologue/persona";
import { newId } from "./new-id";
import { NOTHING_SELECTED, type Selection } from "./selection";
import { withFlow } from "./with-flow";

const MARK = "duologue_flow_fragment";

export interface Fragment {
  nodes: Record<string, FlowNode>;
  edges: Record<string, FlowEdge>;
}

/** The selected nodes and the edges that run between them. Null when no node is selected. */
export function takeFragment(document: PersonaDocument, selection: Selection): Fragment | null {
  const nodes: Record<string, FlowNode> = {};
  for (const id of selection.nodeIds) {
    const node = document.flow.nodes[id];
    if (node) nodes[id] = node;
  }
  if (Object.keys(nodes).length === 0) return null;
  const edges = Object.fromEntries(Object.entries(document.flow.edges).filter(([, edge]) => edge.source in nodes && edge.target in nodes));
  return { nodes, edges };
}

export function fragmentToText(fragment: Fragment): string {
  return JSON.stringify({ kind: MARK, version: 1, ...fragment }, null, 2);
}

/** Null when the text is anything but a fragment of ours; whatever in it does not fit the schema is left out. */
export function fragmentFromText(text: string): Fragment | null {
  if (!text.includes(MARK)) return null;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof value !== "object" || value === null || (value as { kind?: unknown }).kind !== MARK) return null;
  const raw = value as { nodes?: Record<string, unknown>; edges?: Record<string, unknown> };
  const nodes: Record<string, FlowNode> = {};
  for (const [id, candidate] of Object.entries(raw.nodes ?? {})) {
    const parsed = flowNode.safeParse(candidate);
    if (parsed.success) nodes[id] = parsed.data;
  }
  const edges: Record<string, FlowEdge> = {};
  for (const [id, candidate] of Object.entries(raw.edges ?? {})) {
    const parsed = flowEdge.safeParse(candidate);
    if (parsed.success && parsed.data.source in nodes && parsed.data.target in nodes) edges[id] = parsed.data;
  }
  return Object.keys(nodes).length === 0 ? null : { nodes, edges };
}

export interface Pasted {
  document: PersonaDocument;
  selection: Selection;
  /** true: the fragment's Start was left out, because this persona has one */
  startLeftOut: boolean;
}

/** Adds a fragment under fresh ids. `at` is where its top left corner comes to lie; without it, `offset` from where it was. */
export function pasteFragment(
  document: PersonaDocument,
  fragment: Fragment,
  place: { at: { x: number; y: number } } | { offset: number },
  random: () => number = Math.random,
): Pasted {
  const hasStart = Object.values(document.flow.nodes).some((node) => node.type === "start");
  const entries = Object.entries(fragment.nodes).filter(([, node]) => !(hasStart && node.type === "start"));
  const startLeftOut = entries.length < Object.keys(fragment.nodes).length;
  if (entries.length === 0) return { document, selection: NOTHING_SELECTED, startLeftOut };

  const left = Math.min(...entries.map(([, node]) => node.position.x));
  const top = Math.min(...entries.map(([, node]) => node.position.y));
  const shift = "at" in place ? { x: place.at.x - left, y: place.at.y - top } : { x: place.offset, y: place.offset };
  const nodes = { ...document.flow.nodes };
  const edges = { ...document.flow.edges };
  const renamed = new Map<string, string>();
  for (const [oldId, node] of entries) {
    const id = newId(node.type, new Set(Object.keys(nodes)), random);
    renamed.set(oldId, id);
    const position = { x: Math.round(node.position.x + shift.x), y: Math.round(node.position.y + shift.y) };
    nodes[id] = { ...structuredClone(node), position };
  }
  for (const edge of Object.values(fragment.edges)) {
    const source = renamed.get(edge.source);
    const target = renamed.get(edge.target);
    if (source && target) edges[newId("edge", new Set(Object.keys(edges)), random)] = { ...structuredClone(edge), source, target };
  }
  return { document: withFlow(document, { nodes, edges }), selection: { nodeIds: [...renamed.values()], edgeIds: [] }, startLeftOut };
}

/** Copies the selection within one persona, a little aside. Null when there is nothing to copy. */
export function duplicateItems(document: PersonaDocument, selection: Selection): Pasted | null {
  const fragment = takeFragment(document, selection);
  if (!fragment) return null;
  const pasted = pasteFragment(document, fragment, { offset: 40 });
  return pasted.selection.nodeIds.length === 0 ? null : pasted;
}
