/** The stretch of the call that is on the screen, and how zooming and panning change it. Times in ms from the start of the recording. */

export interface ViewWindow {
  fromMs: number;
  toMs: number;
}

const SHORTEST_MS = 500;

export function wholeWindow(durationMs: number): ViewWindow {
  return { fromMs: 0, toMs: Math.max(durationMs, 1) };
}

/** factor > 1 shows less; the moment `aroundMs` stays where it is on the screen. */
export function zoomWindow(window: ViewWindow, factor: number, aroundMs: number, durationMs: number): ViewWindow {
  const length = window.toMs - window.fromMs;
  const next = Math.min(Math.max(length / factor, Math.min(SHORTEST_MS, durationMs)), durationMs);
  const share = Math.min(1, Math.max(0, (aroundMs - window.fromMs) / length));
  return moveInside({ fromMs: aroundMs - share * next, toMs: aroundMs + (1 - share) * next }, durationMs);
}

export function panWindow(window: ViewWindow, byMs: number, durationMs: number): ViewWindow {
  return moveInside({ fromMs: window.fromMs + byMs, toMs: window.toMs + byMs }, durationMs);
}

/** Playback that leaves the screen turns the page; a seek out of it brings the moment to the middle. */
export function followWindow(window: ViewWindow, atMs: number, durationMs: number): ViewWindow {
  if (atMs >= window.fromMs && atMs <= window.toMs) return window;
  const length = window.toMs - window.fromMs;
  const justLeft = atMs > window.toMs && atMs < window.toMs + 500;
  const fromMs = justLeft ? atMs : atMs - length / 2;
  return moveInside({ fromMs, toMs: fromMs + length }, durationMs);
}

function moveInside(window: ViewWindow, durationMs: number): ViewWindow {
  const length = Math.min(window.toMs - window.fromMs, Math.max(durationMs, 1));
  const fromMs = Math.min(Math.max(0, window.fromMs), Math.max(0, durationMs - length));
  return { fromMs, toMs: fromMs + length };
}

const TICKS_MS = [100, 200, 500, 1_000, 2_000, 5_000, 10_000, 15_000, 30_000, 60_000, 120_000, 300_000, 600_000];

/** Round moments for the ruler, at least `leastPx` apart. */
export function ticksOf(window: ViewWindow, widthPx: number, leastPx = 72): { stepMs: number; ticksMs: number[] } {
  const length = window.toMs - window.fromMs;
  const stepMs = TICKS_MS.find((step) => (step / length) * widthPx >= leastPx) ?? 1_800_000;
  const ticksMs: number[] = [];
  for (let at = Math.ceil(window.fromMs / stepMs) * stepMs; at <= window.toMs; at += stepMs) ticksMs.push(at);
  return { stepMs, ticksMs };
}
