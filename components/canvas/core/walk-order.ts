import type { Flow } from "@duologue/persona";

/**
 * Node ids in the order a reader would meet them: from Start along the lines, then what nothing leads to. It does not
 * depend on where nodes stand, so moving one never reshuffles what Tab walks through.
 */
export function walkOrder(flow: Flow): string[] {
  const ids = Object.keys(flow.nodes).sort();
  const edges = Object.entries(flow.edges).sort(([a], [b]) => (a < b ? -1 : 1));
  const order = new Set<string>();
  const walk = (first: string) => {
    const queue = [first];
    for (const id of queue) {
      if (order.has(id) || !(id in flow.nodes)) continue;
      order.add(id);
      for (const [, edge] of edges) if (edge.source === id) queue.push(edge.target);
    }
  };
  for (const id of ids) if (flow.nodes[id]?.type === "start") walk(id);
  for (const id of ids) walk(id);
  return [...order];
}
