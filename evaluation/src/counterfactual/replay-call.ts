/**
 * What another persona would have made of a call: its caller is played again, word for word and at the same moments, to another version.
 * Counterfactual, and labelled so: a real caller would have answered something else.
 */
import { type CallFigures, type Lanes, measureCall } from "@duologue/metrics";
import { type AudioCodec, type EndReason, FRAME_MS, FRAME_SAMPLES, type SpeakerInfo, type TimelineEvent } from "@duologue/protocol";
import { findDelay, measureEnvelope } from "../call/find-delay";
import { type CallFiles, type HeardCall, hearCall, hearLane } from "../call/hear-call";
import { type CallClock, playCall } from "../call/play-call";
import { createRecordedCaller } from "../caller/recorded-caller";
import type { EngineAccess, NewCall } from "../engine/engine-access";
import { cropLanes } from "../score/crop-lanes";
import type { Ears } from "../sound/ears";

export interface ReplayParts {
  readonly access: EngineAccess;
  readonly ears: Ears;
  readonly clock: CallClock;
  readonly codec: AudioCodec;
  /** how long the caller waits for the answer to its last words */
  readonly tailMs?: number;
  readonly signal?: AbortSignal;
}

export interface ReplaySide {
  readonly lanes: Lanes;
  readonly figures: CallFigures;
  readonly events: readonly TimelineEvent[];
}

export interface Counterfactual {
  readonly label: "counterfactual";
  readonly original: ReplaySide;
  /** on the original's clock: a moment is the same word of the caller on both sides */
  readonly replay: ReplaySide & {
    readonly files: CallFiles;
    readonly reason: EndReason;
    readonly speaker: SpeakerInfo;
    readonly promptSha256: string;
  };
  /** by how much the replay was moved to lie on the original; its events are still on its own clock */
  readonly movedMs: number;
}

const TAIL_MS = 6_000;
const MAX_WAIT_MS = 600_000;
const SPARE_SECONDS = 10;

/** `original`: what an engine delivered of the call; `call`: the spec of the version that answers now. */
export async function replayCall(
  original: CallFiles,
  call: Omit<NewCall, "maxCallSeconds" | "record">,
  { access, ears, clock, codec, signal, tailMs = TAIL_MS }: ReplayParts,
): Promise<Counterfactual> {
  const before = await hearCall(original, ears);
  const maxFrames = before.caller.length / FRAME_SAMPLES + Math.ceil(tailMs / FRAME_MS);
  const maxCallSeconds = Math.ceil((maxFrames * FRAME_MS) / 1_000) + SPARE_SECONDS;
  const address = await access.open({ ...call, maxCallSeconds, record: true });
  const caller = createRecordedCaller(before.caller, tailMs);
  const { reason } = await playCall(address, caller, { codec, clock, maxFrames, maxWaitMs: MAX_WAIT_MS, signal });
  const files = await access.collect(address.callId);
  const after = await hearCall(files, ears);
  const { delayMs } = findDelay(measureEnvelope(before.caller), measureEnvelope(after.caller), { startMs: 0, endMs: before.durationMs });
  const callerLane = await hearLane(before.caller, ears, undefined, "caller");
  const originalLanes = { caller: callerLane, agent: before.agent };
  const aligned = cropLanes(await readLanes(after, ears), { startMs: delayMs, endMs: after.durationMs });
  return {
    label: "counterfactual",
    original: { lanes: originalLanes, figures: measureCall(originalLanes), events: before.events },
    replay: {
      lanes: aligned,
      figures: measureCall(aligned),
      events: after.events,
      files,
      reason,
      speaker: access.speaker(),
      promptSha256: call.promptSha256,
    },
    movedMs: delayMs,
  };
}

async function readLanes(heard: HeardCall, ears: Ears): Promise<Lanes> {
  return { caller: await hearLane(heard.caller, ears, undefined, "caller"), agent: heard.agent };
}
