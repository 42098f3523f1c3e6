/** A call's recording and timeline, listened to: both lanes as sound, and what is known of the agent's. */
import { buildLane, type Lane, readTimeline } from "@duologue/metrics";
import { FRAME_SAMPLES, ProtocolError, type TimelineEvent, timelineEvent } from "@duologue/protocol";
import { type Ears, listenTo } from "../sound/ears";
import { readWav } from "../sound/read-wav";

export interface CallFiles {
  /** stereo: left the caller, right the agent */
  readonly recording: Uint8Array;
  /** one event a line */
  readonly timeline: string;
}

export interface HeardCall {
  readonly durationMs: number;
  readonly caller: Float32Array;
  readonly agent: Lane;
  readonly events: readonly TimelineEvent[];
}

export async function hearCall({ recording, timeline }: CallFiles, ears: Ears): Promise<HeardCall> {
  const events = readEvents(timeline);
  const caller = wholeFrames(readWav(recording, "left", "the recording"));
  const samples = wholeFrames(readWav(recording, "right", "the recording"));
  if (samples.length === 0) throw new ProtocolError("invalid_input", "Expected a recording with sound, received an empty one.");
  const { words } = readTimeline(events, samples.length / FRAME_SAMPLES).agent;
  const agent = await hearLane(samples, ears, words);
  return { durationMs: agent.durationMs, caller, agent, events };
}

/** Where there is voice in one side of a recording. */
export async function hearLane(
  samples: Float32Array,
  ears: Ears,
  words?: Lane["words"],
  side: "caller" | "agent" = "agent",
): Promise<Lane> {
  return buildLane({ ...(await listenTo(ears, samples)), ...(words ? { words } : {}) }, side);
}

/** Kinds that this program does not know are no concern of it. */
function readEvents(timeline: string): TimelineEvent[] {
  return timeline.split("\n").flatMap((line) => {
    const parsed = line.trim() === "" ? null : timelineEvent.safeParse(JSON.parse(line));
    return parsed?.success ? [parsed.data] : [];
  });
}

function wholeFrames(samples: Float32Array): Float32Array {
  return samples.subarray(0, samples.length - (samples.length % FRAME_SAMPLES));
}
