import { joinSpans } from "../lane/join-spans";
import type { Lanes, Span } from "../lane/lane";

/** Where neither side speaks, from the first moment of the recording to the last. */
export function findSilences({ caller, agent }: Lanes): Span[] {
  const all = [...caller.voice, ...agent.voice].sort((a, b) => a.startMs - b.startMs);
  const spoken = joinSpans(all, 0);
  const edges = [0, ...spoken.flatMap(({ startMs, endMs }) => [startMs, endMs]), caller.durationMs];
  const silences: Span[] = [];
  for (let k = 0; k < edges.length; k += 2) {
    const startMs = edges[k] as number;
    const endMs = edges[k + 1] as number;
    if (endMs > startMs) silences.push({ startMs, endMs });
  }
  return silences;
}
