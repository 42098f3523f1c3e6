// How far a file is: a bar on a terminal, elsewhere a line every tenth of a large file.
import { formatBytes } from "./format-bytes.mjs";

const BAR_CELLS = 12;
const PLAIN_LINES_FROM_BYTES = 50e6;
/** The speed is that of the last seconds, not of the whole. */
const SPEED_WINDOW_MS = 5_000;

/**
 * @param {{ name: string, totalBytes: number, isTerminal: boolean, say: (text: string) => void, print: (line: string) => void, nowMs?: () => number }} options
 * @returns {(doneBytes: number, what: "checking" | "fetching") => void}
 */
export function showProgress({ name, totalBytes, isTerminal, say, print, nowMs = Date.now }) {
  let marks = [];
  let lastWhat = null;
  let lastTenth = 0;
  return (doneBytes, what) => {
    const atMs = nowMs();
    if (what !== lastWhat) {
      marks = [];
      lastWhat = what;
      lastTenth = Math.floor((10 * doneBytes) / totalBytes);
    }
    if (atMs - (marks.at(-1)?.atMs ?? Number.NEGATIVE_INFINITY) >= 100) marks.push({ atMs, doneBytes });
    while (marks.length > 2 && atMs - marks[0].atMs > SPEED_WINDOW_MS) marks.shift();
    const text = describeShare(doneBytes, totalBytes, speedOf(marks[0], atMs, doneBytes));
    if (isTerminal) {
      say(`${what === "checking" ? "checking " : ""}${drawBar(doneBytes / totalBytes)} ${text}`);
      return;
    }
    const tenth = Math.floor((10 * doneBytes) / totalBytes);
    if (totalBytes < PLAIN_LINES_FROM_BYTES || tenth <= lastTenth || tenth === 10) return;
    lastTenth = tenth;
    print(`  ${name} · ${what === "checking" ? "checked " : ""}${text}`);
  };
}

function speedOf(since, atMs, doneBytes) {
  const ms = atMs - since.atMs;
  return ms < 500 ? null : ((doneBytes - since.doneBytes) * 1000) / ms;
}

function drawBar(share) {
  const full = Math.min(BAR_CELLS, Math.floor(share * BAR_CELLS));
  return "█".repeat(full) + "░".repeat(BAR_CELLS - full);
}

function describeShare(doneBytes, totalBytes, bytesPerSecond) {
  const parts = [`${Math.floor((100 * doneBytes) / totalBytes)} % of ${formatBytes(totalBytes)}`];
  if (bytesPerSecond) parts.push(`${formatBytes(bytesPerSecond)}/s`, `${formatSeconds((totalBytes - doneBytes) / bytesPerSecond)} left`);
  return parts.join(" · ");
}

function formatSeconds(seconds) {
  if (seconds < 90) return `${Math.ceil(seconds)} s`;
  if (seconds < 5400) return `${Math.round(seconds / 60)} min`;
  return `${(seconds / 3600).toFixed(1)} h`;
}
