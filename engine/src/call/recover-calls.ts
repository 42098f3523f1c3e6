/** At start: what calls of a former process left behind. Those it could not finish are finished here, as `engine_lost`. */
import { readFile, stat } from "node:fs/promises";
import { FRAME_SAMPLES, type TimelineEvent, timelineEvent } from "@duologue/protocol";
import type { Logger } from "pino";
import { WAV_HEADER_BYTES } from "../audio/wav-recorder";
import { computeCallMetrics } from "../turns/compute-call-metrics";
import { callFolder, listCallIds, readCallRecord, writeCallRecord } from "./call-record";

const BYTES_PER_FRAME = FRAME_SAMPLES * 4;

/** Returns the ids of every call now ready for the outbox. */
export async function recoverCalls(dataDir: string, now: () => Date, logger: Logger): Promise<string[]> {
  const recovered: string[] = [];
  for (const callId of await listCallIds(dataDir)) {
    const record = await readCallRecord(dataDir, callId);
    if (!record) {
      logger.error({ callId }, "A call's folder has no readable record; it is left alone");
      continue;
    }
    if (!record.ended) {
      const { timeline, recording } = callFolder(dataDir, callId);
      const events = await readTimeline(timeline);
      const lastFrame = Math.max(0, record.counters.frames, ...events.map((event) => event.frameIndex));
      const frames = Math.max(lastFrame, await recordedFrames(recording));
      const metrics = computeCallMetrics(events, { ...record.counters, frames });
      const at = ((await lastWritten([timeline, recording])) ?? now()).toISOString();
      const { speaker } = record;
      await writeCallRecord(dataDir, {
        ...record,
        ended: { state: "ended", frameIndex: frames, at, reason: "engine_lost", speaker, metrics },
      });
    }
    recovered.push(callId);
  }
  if (recovered.length > 0) logger.info({ calls: recovered.length }, "Calls of a former process are handed to the studio");
  return recovered;
}

/** When the former process wrote last: that is when its call ended, however long ago. Null where it wrote neither file. */
async function lastWritten(paths: string[]): Promise<Date | null> {
  const timesMs = await Promise.all(
    paths.map((path) =>
      stat(path).then(
        ({ mtimeMs }) => mtimeMs,
        () => 0,
      ),
    ),
  );
  const lastMs = Math.max(...timesMs);
  return lastMs > 0 ? new Date(lastMs) : null;
}

/** Every whole event of the file; a line cut off by the end of the process is left out. */
async function readTimeline(path: string): Promise<TimelineEvent[]> {
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch {
    return [];
  }
  const events: TimelineEvent[] = [];
  for (const line of text.split("\n")) {
    try {
      const parsed = timelineEvent.safeParse(JSON.parse(line));
      if (parsed.success) events.push(parsed.data);
    } catch {
      // not a whole line
    }
  }
  return events;
}

async function recordedFrames(path: string): Promise<number> {
  try {
    return Math.floor(((await stat(path)).size - WAV_HEADER_BYTES) / BYTES_PER_FRAME);
  } catch {
    return 0;
  }
}
