import type { Graph } from "./read-graph";

/**
 * Loops that no call can leave: strongly connected nodes (or one node with an edge to itself) without an edge that leads out
 * of them. Edges in `ignored` can never be taken and do not count. Each loop is a list of node ids in natural order.
 */
export function findEndlessLoops(graph: Graph, ignored: ReadonlySet<string>): string[][] {
  const targets = new Map<string, string[]>();
  for (const [id, edges] of graph.outgoing)
    targets.set(
      id,
      edges.filter((edge) => !ignored.has(edge.id)).map(({ edge }) => edge.target),
    );
  return components([...graph.nodes.keys()], targets).filter((members) => {
    const inside = new Set(members);
    const leads = members.flatMap((id) => targets.get(id) ?? []);
    return leads.length > 0 && leads.every((target) => inside.has(target));
  });
}

/** Strongly connected components by Tarjan's algorithm, without recursion: flows may be long. */
function components(ids: readonly string[], targets: ReadonlyMap<string, string[]>): string[][] {
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const onStack = new Set<string>();
  const stack: string[] = [];
  const found: string[][] = [];
  const order = new Map(ids.map((id, place) => [id, place]));
  const get = (map: Map<string, number>, id: string) => map.get(id) ?? 0;
  const enter = (id: string) => {
    index.set(id, index.size);
    low.set(id, get(index, id));
    stack.push(id);
    onStack.add(id);
    return { id, next: 0 };
  };
  for (const root of ids) {
    if (index.has(root)) continue;
    const work = [enter(root)];
    for (let top = work.at(-1); top; top = work.at(-1)) {
      const target = targets.get(top.id)?.[top.next++];
      if (target === undefined) {
        work.pop();
        const parent = work.at(-1);
        if (parent) low.set(parent.id, Math.min(get(low, parent.id), get(low, top.id)));
        if (get(low, top.id) === get(index, top.id)) {
          const members = stack.splice(stack.indexOf(top.id));
          for (const member of members) onStack.delete(member);
          found.push(members.sort((a, b) => get(order, a) - get(order, b)));
        }
      } else if (!index.has(target)) {
        work.push(enter(target));
      } else if (onStack.has(target)) {
        low.set(top.id, Math.min(get(low, top.id), get(index, target)));
      }
    }
  }
  return found;
}
