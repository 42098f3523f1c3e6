import type { Lane, Lanes, Span } from "@duologue/metrics";

/** Both lanes from `startMs` to `endMs`, on a clock that begins there. Past the recording's end there is silence. */
export function cropLanes({ caller, agent }: Lanes, window: Span): Lanes {
  return { caller: cropLane(caller, window), agent: cropLane(agent, window) };
}

function cropLane({ voice, words }: Lane, { startMs, endMs }: Span): Lane {
  const crop = <S extends Span>(spans: readonly S[]): S[] =>
    spans
      .filter((span) => span.endMs > startMs && span.startMs < endMs)
      .map((span) => ({ ...span, startMs: Math.max(span.startMs, startMs) - startMs, endMs: Math.min(span.endMs, endMs) - startMs }));
  return { durationMs: endMs - startMs, voice: crop(voice), ...(words ? { words: crop(words) } : {}) };
}
