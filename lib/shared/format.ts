/** Words for durations, moments and sizes. One language, no dependence on the machine's locale, so that server and browser agree. */

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** A length as a clock: 65 000 ms → "1:05", 3 725 000 ms → "1:02:05"; null → "–". */
export function formatClock(durationMs: number | null): string {
  if (durationMs === null || !Number.isFinite(durationMs)) return "–";
  const totalSeconds = Math.max(0, Math.round(durationMs / SECOND_MS));
  const seconds = String(totalSeconds % 60).padStart(2, "0");
  const totalMinutes = Math.floor(totalSeconds / 60);
  if (totalMinutes < 60) return `${totalMinutes}:${seconds}`;
  return `${Math.floor(totalMinutes / 60)}:${String(totalMinutes % 60).padStart(2, "0")}:${seconds}`;
}

/** A length in words: 45 000 ms → "45 s", 600 000 ms → "10 min", 5 400 000 ms → "1 h 30 min". */
export function formatDuration(durationMs: number): string {
  const totalSeconds = Math.max(0, Math.round(durationMs / SECOND_MS));
  if (totalSeconds < 60) return `${totalSeconds} s`;
  const hours = Math.floor(totalSeconds / 3_600);
  const minutes = Math.floor((totalSeconds % 3_600) / 60);
  const seconds = totalSeconds % 60;
  if (hours > 0) return minutes > 0 ? `${hours} h ${minutes} min` : `${hours} h`;
  return seconds > 0 ? `${minutes} min ${seconds} s` : `${minutes} min`;
}

/** Milliseconds for a figure on a page: 240 → "240 ms", 1 250 → "1.25 s"; null → "–". */
export function formatMs(valueMs: number | null): string {
  if (valueMs === null || !Number.isFinite(valueMs)) return "–";
  const words = Math.abs(valueMs) < SECOND_MS ? `${Math.round(valueMs)} ms` : `${(valueMs / SECOND_MS).toFixed(2)} s`;
  return words.replace("-", "−");
}

/** A share of one: 0.273 → "27 %"; null → "–". */
export function formatShare(share: number | null): string {
  return share === null || !Number.isFinite(share) ? "–" : `${Math.round(share * 100)} %`;
}

const BYTE_UNITS = ["B", "kB", "MB", "GB", "TB"] as const;

/** A size in decimal units: 1 234 567 → "1.2 MB". */
export function formatBytes(bytes: number): string {
  let value = Math.max(0, bytes);
  let unit = 0;
  while (value >= 999.5 && unit < BYTE_UNITS.length - 1) {
    value /= 1_000;
    unit += 1;
  }
  return `${unit === 0 || value >= 99.5 ? Math.round(value) : value.toFixed(1)} ${BYTE_UNITS[unit]}`;
}

const LOCALE = "en-GB";

/** A day: "22 Nov 2026". `timeZone` undefined: the machine's own. */
export function formatDate(iso: string, timeZone?: string): string {
  return new Intl.DateTimeFormat(LOCALE, { day: "numeric", month: "short", year: "numeric", timeZone }).format(new Date(iso));
}

/** A moment: "22 Nov 2026, 17:05". */
export function formatDateTime(iso: string, timeZone?: string): string {
  const time = new Intl.DateTimeFormat(LOCALE, { hour: "2-digit", minute: "2-digit", timeZone }).format(new Date(iso));
  return `${formatDate(iso, timeZone)}, ${time}`;
}

/** A moment seen from now: "just now", "3 min ago", "in 2 days"; further than 30 days away the day itself. */
export function formatRelative(iso: string, nowMs: number, timeZone?: string): string {
  const distanceMs = new Date(iso).getTime() - nowMs;
  const size = Math.abs(distanceMs);
  if (size < 45 * SECOND_MS) return distanceMs > 0 ? "in a moment" : "just now";
  if (size > 30 * DAY_MS) return formatDate(iso, timeZone);
  const [amount, unit] =
    size < HOUR_MS - MINUTE_MS / 2
      ? [Math.max(1, Math.round(size / MINUTE_MS)), "min"]
      : size < DAY_MS - HOUR_MS / 2
        ? [Math.max(1, Math.round(size / HOUR_MS)), "h"]
        : [Math.max(1, Math.round(size / DAY_MS)), "day"];
  const words = unit === "day" ? `${amount} ${amount === 1 ? "day" : "days"}` : `${amount} ${unit}`;
  return distanceMs > 0 ? `in ${words}` : `${words} ago`;
}

/** "1 call", "3 calls": `plural` only where adding an s is wrong. */
export function formatCount(count: number, singular: string, plural = `${singular}s`): string {
  return `${count.toLocaleString(LOCALE)} ${count === 1 ? singular : plural}`;
}

/** "A", "A and B", "A, B and C" */
export function formatList(words: readonly string[]): string {
  return new Intl.ListFormat(LOCALE).format(words);
}
