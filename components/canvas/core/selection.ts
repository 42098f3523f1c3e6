import type { Flow } from "@duologue/persona";

/** What is selected. Never part of the document and never part of history. */
export interface Selection {
  nodeIds: readonly string[];
  edgeIds: readonly string[];
}

export const NOTHING_SELECTED: Selection = { nodeIds: [], edgeIds: [] };

export function everything({ nodes, edges }: Flow): Selection {
  return { nodeIds: Object.keys(nodes), edgeIds: Object.keys(edges) };
}

export function isNothing(selection: Selection): boolean {
  return selection.nodeIds.length === 0 && selection.edgeIds.length === 0;
}

/** The selection without what the flow no longer has; the same object when nothing is gone. */
export function pruneSelection(selection: Selection, flow: Flow): Selection {
  const nodeIds = selection.nodeIds.filter((id) => id in flow.nodes);
  const edgeIds = selection.edgeIds.filter((id) => id in flow.edges);
  return nodeIds.length === selection.nodeIds.length && edgeIds.length === selection.edgeIds.length ? selection : { nodeIds, edgeIds };
}

export function sameSelection(one: Selection, other: Selection): boolean {
  const same = (a: readonly string[], b: readonly string[]) => a.length === b.length && a.every((id, index) => id === b[index]);
  return same(one.nodeIds, other.nodeIds) && same(one.edgeIds, other.edgeIds);
}
