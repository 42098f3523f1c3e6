/**
 * `timeline.jsonl`: one event a line, each with a frame index (80 ms). The same file is replayed by the call page,
 * fed to the metrics, and offered for download. Unknown kinds are ignored and counted by readers.
 */
import { z } from "zod";
import { callState, endReason, speakerInfo } from "./call";
import { ERROR_CODES } from "./errors";
import { sampling } from "./sampling";

const at = { frameIndex: z.number().int().min(0), atMs: z.number() };
const span = { ...at, endFrameIndex: z.number().int().min(0) };

/** Progress of one director command; only `applied` means that it happened. */
export const directorStatus = z.enum(["queued", "applied", "completed", "superseded", "expired", "aborted"]);
export type DirectorStatus = z.infer<typeof directorStatus>;

export const timelineEvent = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("call"),
    ...at,
    callId: z.string(),
    protocolVersion: z.number(),
    speaker: speakerInfo,
    promptSha256: z.string(),
    voiceSha256: z.string().nullable(),
    seed: z.number(),
    /** what it was sampled with; absent in timelines of earlier engines */
    sampling: sampling.optional(),
  }),
  z.object({ kind: z.literal("state"), ...at, state: callState, reason: endReason.optional(), code: z.enum(ERROR_CODES).optional() }),
  z.object({ kind: z.literal("text"), ...at, text: z.string(), nodeId: z.string().nullable() }),
  z.object({ kind: z.literal("utterance"), ...span, lane: z.enum(["caller", "agent"]) }),
  z.object({ kind: z.literal("turn"), ...span, lane: z.enum(["caller", "agent"]) }),
  z.object({ kind: z.literal("overlap"), ...span }),
  z.object({ kind: z.literal("bargeIn"), ...at, stopMs: z.number().nullable() }),
  z.object({ kind: z.literal("backchannel"), ...span, lane: z.enum(["caller", "agent"]) }),
  z.object({ kind: z.literal("pause"), ...span, lane: z.enum(["caller", "agent"]) }),
  z.object({ kind: z.literal("gap"), ...span }),
  z.object({ kind: z.literal("node"), ...at, nodeId: z.string(), edgeId: z.string().nullable() }),
  z.object({
    kind: z.literal("director"),
    ...at,
    commandId: z.string(),
    verb: z.enum(["say", "end", "cut", "set"]),
    status: directorStatus,
    nodeId: z.string().nullable(),
    spokenWords: z.number().int().optional(),
    totalWords: z.number().int().optional(),
  }),
  z.object({ kind: z.literal("choice"), ...at, edgeId: z.string(), via: z.enum(["button", "key"]) }),
  z.object({ kind: z.literal("mute"), ...at, muted: z.boolean() }),
  z.object({ kind: z.literal("dropped"), ...at, frames: z.number().int(), why: z.enum(["backpressure", "late", "missing"]) }),
  z.object({ kind: z.literal("socket"), ...at, status: z.enum(["lost", "resumed"]) }),
  z.object({ kind: z.literal("error"), ...at, code: z.enum(ERROR_CODES) }),
]);
export type TimelineEvent = z.infer<typeof timelineEvent>;
export type TimelineEventKind = TimelineEvent["kind"];
/** What observers and the director emit: the runner adds the clock. */
export type TimelineDraft = TimelineEvent extends infer E ? (E extends TimelineEvent ? Omit<E, "atMs"> : never) : never;
