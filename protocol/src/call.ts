/** States and reasons of a call. Closed lists: a new one is a protocol change. */
import { z } from "zod";
import { sampling } from "./sampling";

export const CALL_STATES = ["created", "connecting", "queued", "priming", "live", "ending", "ended"] as const;
export const callState = z.enum(CALL_STATES);
export type CallState = z.infer<typeof callState>;

export const END_REASONS = [
  "caller_hung_up",
  "connection_lost",
  "persona_ended",
  "time_limit",
  "idle",
  "link_revoked",
  "engine_lost",
  "engine_overloaded",
  "error",
] as const;
export const endReason = z.enum(END_REASONS);
export type EndReason = z.infer<typeof endReason>;

/** A dropped socket may come back to the same live call for this long. */
export const RESUME_WINDOW_MS = 15_000;
/** The studio calls a silent engine lost after this long. */
export const ENGINE_LOST_AFTER_MS = 20_000;
export const HEARTBEAT_EVERY_MS = 5_000;

export const SPEAKERS = ["rehearsal", "native", "fake"] as const;
export const speakerKind = z.enum(SPEAKERS);
export type SpeakerKind = z.infer<typeof speakerKind>;

/** Who answers: shown to people word for word, so that a stand-in is never mistaken for the model. */
export const speakerInfo = z.object({
  kind: speakerKind,
  /** e.g. "Rehearsal voice: scripted, walks the flow as written, does not understand" */
  title: z.string(),
  /** What it can and cannot do, one or two sentences. */
  description: z.string(),
  /** Checkpoint name for native, voice name for rehearsal. */
  model: z.string(),
  weightsSha256: z.string().nullable(),
  /** "cpu", "cuda:0 NVIDIA H100", … */
  device: z.string(),
  /** what it recommends for itself; absent: nothing */
  sampling: sampling.optional(),
});
export type SpeakerInfo = z.infer<typeof speakerInfo>;
