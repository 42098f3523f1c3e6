/**
 * What engine and studio say to each other over HTTP. Every request carries `Authorization: Bearer <jwt>` (HS256 with
 * ENGINE_SECRET, `sub` = engine id, lifetime 60 s, audience below).
 *
 * engine → studio   POST /api/engine/heartbeat            engineHeartbeat → { ok, endCalls }
 *                   GET  /api/engine/calls/:id/spec       → callSpec
 *                   POST /api/engine/calls/:id/facts      callFacts → { ok }
 *                   PUT  /api/engine/calls/:id/recording  audio/wav
 *                   PUT  /api/engine/calls/:id/timeline   application/x-ndjson
 *                   GET  /api/engine/voices/:id/audio     → audio/wav, 24 kHz mono, normalised
 * studio → engine   POST /calls/:id/end                   { reason } → { ok }
 *                   POST /tokens                          { texts } → tokenCounts
 */
import { z } from "zod";
import { callState, endReason, speakerInfo } from "./call";
import { ERROR_CODES } from "./errors";
import { callMetrics } from "./metrics";
import { sampling } from "./sampling";

export const ENGINE_API_AUDIENCE = "duologue-engine-api";

/** Another speaker that an engine answers with where a ticket names it; its name is `speaker.model`. It has slots of its own. */
export const speakerOffer = z.object({
  speaker: speakerInfo,
  capacity: z.number().int().min(0),
  liveCalls: z.number().int().min(0),
  queuedCalls: z.number().int().min(0),
});
export type SpeakerOffer = z.infer<typeof speakerOffer>;

export const engineHeartbeat = z.object({
  engineId: z.string().min(1).max(128),
  /** where browsers reach it */
  publicUrl: z.url(),
  /** where the studio reaches it */
  internalUrl: z.url(),
  version: z.string(),
  protocolVersion: z.number().int(),
  /** who answers where a ticket names nobody; capacity, live and queued calls are this one's */
  speaker: speakerInfo,
  capacity: z.number().int().min(0),
  liveCalls: z.number().int().min(0),
  queuedCalls: z.number().int().min(0),
  offers: z.array(speakerOffer).max(8).optional(),
  draining: z.boolean(),
  /** ids of every call it holds; a call the studio believes in and no engine names is lost */
  callIds: z.array(z.string()),
  /** true where prompts are counted by the checkpoint's own SentencePiece model */
  exactTokens: z.boolean(),
});
export type EngineHeartbeat = z.infer<typeof engineHeartbeat>;
export const heartbeatReply = z.object({ ok: z.literal(true), endCalls: z.array(z.object({ callId: z.string(), reason: endReason })) });
export type HeartbeatReply = z.infer<typeof heartbeatReply>;

/** A snapshot: a studio edit during the call changes nothing. `program` is @duologue/persona's DirectorProgram. */
export const callSpec = z.object({
  callId: z.string(),
  prompt: z.string(),
  promptSha256: z.string(),
  program: z.unknown(),
  voice: z.object({ id: z.string(), sha256: z.string() }).nullable(),
  sampling,
  seed: z.number().int(),
  maxCallSeconds: z.number().int(),
  record: z.boolean(),
});
export type CallSpec = z.infer<typeof callSpec>;

export const callFacts = z.object({
  state: callState,
  frameIndex: z.number().int(),
  at: z.iso.datetime(),
  reason: endReason.optional(),
  code: z.enum(ERROR_CODES).optional(),
  speaker: speakerInfo.optional(),
  metrics: callMetrics.optional(),
});
export type CallFacts = z.infer<typeof callFacts>;

export const endCallOrder = z.object({ reason: endReason });
export const tokenCountOrder = z.object({ texts: z.array(z.string().max(20_000)).max(500) });
export const tokenCounts = z.object({ counts: z.array(z.number().int()), exact: z.boolean() });
export type TokenCounts = z.infer<typeof tokenCounts>;
