/** Where a call and its recording stand, for the page that replays it. */
import type { CallDetail } from "@/lib/shared/calls";

export type CallStanding = "underWay" | "uploading" | "ready" | "nothing";

/** An engine hands a recording over within seconds of the end; later than this nobody waits for it any more. */
const UPLOAD_LIMIT_MS = 60_000;

export function callStanding(call: Pick<CallDetail, "state" | "hasRecording" | "liveAt" | "endedAt">, nowMs: number): CallStanding {
  if (call.state !== "ended") return "underWay";
  if (call.hasRecording) return "ready";
  const endedMs = call.endedAt ? Date.parse(call.endedAt) : 0;
  return call.liveAt !== null && nowMs - endedMs < UPLOAD_LIMIT_MS ? "uploading" : "nothing";
}

/** Node titles and edge labels of the flow as the director ran it. */
export function flowNamesOf(program: CallDetail["program"]): { nodes: Record<string, string>; edges: Record<string, string> } {
  const nodes: Record<string, string> = {};
  const edges: Record<string, string> = {};
  for (const [id, node] of Object.entries(program.nodes)) {
    nodes[id] = node.kind === "start" ? "Start" : node.title;
    if (node.kind === "end") continue;
    for (const edge of node.edges) {
      edges[edge.id] = edge.label || (edge.condition.type === "caller_choice" ? edge.condition.value : "") || "an answer";
    }
  }
  return { nodes, edges };
}
