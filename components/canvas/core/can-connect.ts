import type { Flow } from "@duologue/persona";
import { NODE_KINDS } from "./node-kinds";

/** Null when a line from source to target is allowed, else the reason in words. A node may lead back to itself. */
export function whyNotConnect(flow: Flow, source: string, target: string): string | null {
  const from = flow.nodes[source];
  const to = flow.nodes[target];
  if (!from || !to) return "One of the two nodes no longer exists.";
  if (!NODE_KINDS[from.type].hasOutput) return `Nothing can follow ${from.type === "end" ? "an End" : "a Note"}.`;
  if (!NODE_KINDS[to.type].hasInput) return `Nothing can lead to a ${NODE_KINDS[to.type].label}.`;
  return null;
}

/** Every node a line from `source` may lead to, in document order. */
export function connectTargets(flow: Flow, source: string): string[] {
  return Object.keys(flow.nodes).filter((target) => whyNotConnect(flow, source, target) === null);
}
