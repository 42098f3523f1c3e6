/** What a call keeps on disk, one folder each: call.json (this), timeline.jsonl, recording.wav. It outlives the process. */
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { callFacts, speakerInfo } from "@duologue/protocol";
import { z } from "zod";

export const callCounters = z.object({
  frames: z.number().int(),
  stepMsP50: z.number(),
  stepMsP99: z.number(),
  droppedFrames: z.number().int(),
  missingFrames: z.number().int(),
  reconnects: z.number().int(),
});
export type CallCounters = z.infer<typeof callCounters>;
export const NO_COUNTS: CallCounters = { frames: 0, stepMsP50: 0, stepMsP99: 0, droppedFrames: 0, missingFrames: 0, reconnects: 0 };

export const callRecord = z.object({
  callId: z.string(),
  /** the engine that the call was given to, under whose name the studio takes its files; absent: written by an older version */
  engineId: z.string().optional(),
  speaker: speakerInfo,
  /** as of the last checkpoint while the call runs */
  counters: callCounters,
  /** set once it is over; what the studio is still to be told */
  ended: callFacts.nullable(),
});
export type CallRecord = z.infer<typeof callRecord>;

const SAFE_ID = /^[A-Za-z0-9_-]{1,64}$/;

/** Ids come signed, and still never become a path unless they look like one name. */
export function isSafeCallId(callId: string): boolean {
  return SAFE_ID.test(callId);
}

export function callFolder(dataDir: string, callId: string) {
  const folder = path.join(dataDir, "calls", callId);
  return {
    folder,
    record: path.join(folder, "call.json"),
    timeline: path.join(folder, "timeline.jsonl"),
    recording: path.join(folder, "recording.wav"),
  };
}

/** Written beside and renamed, so that a reader never sees half of it. */
export async function writeCallRecord(dataDir: string, record: CallRecord): Promise<void> {
  const paths = callFolder(dataDir, record.callId);
  await mkdir(paths.folder, { recursive: true });
  const draft = `${paths.record}.${process.pid}.tmp`;
  await writeFile(draft, JSON.stringify(record));
  await rename(draft, paths.record);
}

/** Null where there is none, or it cannot be read. */
export async function readCallRecord(dataDir: string, callId: string): Promise<CallRecord | null> {
  try {
    const parsed = callRecord.safeParse(JSON.parse(await readFile(callFolder(dataDir, callId).record, "utf8")));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

export async function listCallIds(dataDir: string): Promise<string[]> {
  try {
    const entries = await readdir(path.join(dataDir, "calls"), { withFileTypes: true });
    return entries.filter((entry) => entry.isDirectory() && isSafeCallId(entry.name)).map((entry) => entry.name);
  } catch {
    return [];
  }
}

export async function removeCallFolder(dataDir: string, callId: string): Promise<void> {
  await rm(callFolder(dataDir, callId).folder, { recursive: true, force: true });
}
