import { type TimelineEvent, timelineEvent } from "@duologue/protocol";

/** The events of a `timeline.jsonl`; lines of a kind that is not known here are left out. */
export function readTimelineText(text: string): TimelineEvent[] {
  return text.split("\n").flatMap((line) => {
    if (line.trim() === "") return [];
    const parsed = timelineEvent.safeParse(parseJson(line));
    return parsed.success ? [parsed.data] : [];
  });
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
