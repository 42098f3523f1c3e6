/** Where each step of the script lies in the engine's recording. */
import type { Span } from "@duologue/metrics";
import type { TakenStep } from "../caller/scripted-caller";
import type { RenderedLine } from "../sound/render-line";
import type { HeardStep } from "./call-result";
import { type Delay, findDelay, measureEnvelope } from "./find-delay";

/** Under this a line on its own is not trusted (a soft word in noise), and lies as late as the call as a whole. */
const TRUSTED_LIKENESS = 0.7;
const DRIFT_WITHIN_MS = 400;

export interface SentCall {
  /** everything the caller sent */
  sent: Float32Array;
  /** the caller's lane as the engine recorded it */
  recorded: Float32Array;
  durationMs: number;
}

/** `lines` by the step's id. What lies behind the recording's end was not heard and is left out. */
export function locateSteps(
  taken: readonly TakenStep[],
  lines: ReadonlyMap<string, RenderedLine | null>,
  { sent, recorded, durationMs }: SentCall,
): HeardStep[] {
  const sentEnvelope = measureEnvelope(sent);
  const recordedEnvelope = measureEnvelope(recorded);
  const whole = findDelay(sentEnvelope, recordedEnvelope, { startMs: 0, endMs: Number.POSITIVE_INFINITY });
  return taken.flatMap(({ id, atMs, isLate }) => {
    const line = lines.get(id) ?? null;
    const delayMs = line ? trust(findOwn(line, atMs), whole) : whole.delayMs;
    const shiftMs = (ms: number) => Math.round(ms + atMs + delayMs);
    const shift = ({ startMs, endMs }: Span): Span => ({ startMs: shiftMs(startMs), endMs: Math.min(shiftMs(endMs), durationMs) });
    const isHeard = ({ startMs, endMs }: Span) => startMs < endMs;
    const voice = (line?.voice ?? []).map(shift).filter(isHeard);
    const startMs = voice[0]?.startMs ?? shiftMs(0);
    if (startMs >= durationMs) return [];
    return {
      id,
      startMs,
      endMs: voice.at(-1)?.endMs ?? startMs,
      voice,
      pauses: (line?.pauses ?? []).map(shift).filter(isHeard),
      marksMs: (line?.marksMs ?? []).map(shiftMs).filter((markMs) => markMs <= durationMs),
      isLate,
    };
  });

  function findOwn(line: RenderedLine, atMs: number): Delay {
    const span = { startMs: atMs + (line.voice[0]?.startMs ?? 0), endMs: atMs + (line.voice.at(-1)?.endMs ?? 0) };
    return findDelay(sentEnvelope, recordedEnvelope, span, { aroundMs: whole.delayMs, withinMs: DRIFT_WITHIN_MS });
  }
}

function trust(own: Delay, whole: Delay): number {
  return own.likeness >= TRUSTED_LIKENESS ? own.delayMs : whole.delayMs;
}
