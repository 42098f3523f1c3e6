import type { Lane, Lanes, Span, Word } from "../src/lane/lane";

/** One character of a drawing. */
export const CHARACTER_MS = 80;

/**
 * A lane from a drawing, one character = 80 ms: "." silence, "#" voice, a letter voice in a word. "20. 10#" is short for 20 silent
 * characters and 10 voiced ones. Each run of one letter is a word: "aabb.c" are three. Bars and blanks between them say nothing.
 */
export function drawLane(drawing: string): Lane {
  const characters = spellOut(drawing);
  const voice: Span[] = [];
  const words: Word[] = [];
  const runs = characters.match(/(.)\1*/g) ?? [];
  let atMs = 0;
  for (const run of runs) {
    const span = { startMs: atMs, endMs: atMs + run.length * CHARACTER_MS };
    atMs = span.endMs;
    if (run.startsWith(".")) continue;
    const last = voice.at(-1);
    if (last && last.endMs === span.startMs) voice[voice.length - 1] = { startMs: last.startMs, endMs: span.endMs };
    else voice.push(span);
    if (/^[a-z]/i.test(run)) words.push({ ...span, text: run.charAt(0) });
  }
  return { durationMs: atMs, voice, words };
}

export function drawLanes(drawing: { caller: string; agent: string }): Lanes {
  return { caller: drawLane(drawing.caller), agent: drawLane(drawing.agent) };
}

/** From character `from` up to, not including, character `to`. */
export function at(from: number, to: number): Span {
  return { startMs: from * CHARACTER_MS, endMs: to * CHARACTER_MS };
}

/** "3. 2#" → "...##" */
export function spellOut(drawing: string): string {
  return drawing
    .split(/[\s|]+/)
    .map((part) => part.replace(/(\d+)(\D)/g, (_, times: string, character: string) => character.repeat(Number(times))))
    .join("");
}
