/** Calls as the studio's API says them. Dates are ISO strings, durations milliseconds. */
import type { DirectorProgram } from "@duologue/persona";
import {
  type CallMetrics,
  type CallState,
  type EndReason,
  type ErrorCode,
  endReason,
  type Sampling,
  type SpeakerInfo,
} from "@duologue/protocol";
import { z } from "zod";
import type { CallScorecard, ScorecardSummary } from "./scorecards";
import type { Role } from "./team";

/** suite: a simulated caller; replay: the recorded caller of another call. */
export const CALL_SOURCES = ["studio", "link", "suite", "replay"] as const;
export type CallSource = (typeof CALL_SOURCES)[number];

/** POST /api/calls, POST /api/calls/:id/ticket, POST /api/public/links/:token/calls */
export interface CallTicketReply {
  callId: string;
  /** for the socket handshake; single use, 60 s */
  ticket: string;
  /** where the browser opens its socket */
  engineUrl: string;
  maxCallSeconds: number;
  speaker: SpeakerInfo;
}

/** GET /api/calls → { calls, nextCursor } */
export interface CallSummary {
  id: string;
  /** null: the persona was deleted since */
  personaId: string | null;
  /** its name at the time of the call */
  personaName: string;
  source: CallSource;
  linkId: string | null;
  linkLabel: string | null;
  /** team member who called; null for link callers */
  startedByName: string | null;
  state: CallState;
  endReason: EndReason | null;
  errorCode: ErrorCode | null;
  createdAt: string;
  liveAt: string | null;
  endedAt: string | null;
  durationMs: number | null;
  speaker: SpeakerInfo | null;
  metrics: CallMetrics | null;
  hasRecording: boolean;
  hasTimeline: boolean;
  /** null: nothing to measure, or not yet */
  scores: ScorecardSummary | null;
}

export interface CallPage {
  calls: CallSummary[];
  nextCursor: string | null;
}

/** GET /api/calls/:id: team members only, so the prompt is in it. */
export interface CallDetail extends CallSummary {
  prompt: string;
  promptSha256: string;
  /** the flow as the director ran it; node titles for the event lane */
  program: DirectorProgram;
  voice: { id: string; name: string | null; sha256: string } | null;
  sampling: Sampling;
  seed: number;
  maxCallSeconds: number;
  engineId: string | null;
  versionNumber: number | null;
  recordingBytes: number | null;
  /** the asking person's role: editors may delete */
  role: Role;
  /** null: nothing to measure, or not yet */
  scorecard: CallScorecard | null;
  /** the run of a suite that played it */
  suiteRun: { id: string; suiteTitle: string; scenario: string } | null;
  /** the replay that it is the second side of */
  replay: { id: string; callId: string } | null;
}

/** An offered speaker, by its model's name. */
export const offerName = z.string().min(1).max(200);

/**
 * POST /api/calls: `document` is the draft as it is on the canvas, saved or not; `offer` who is to answer in place of the
 * engine's own speaker.
 */
export const createCallInput = z.object({
  personaId: z.string().min(1).max(64),
  document: z.unknown().optional(),
  offer: offerName.nullish(),
});
export type CreateCallInput = z.infer<typeof createCallInput>;

/** GET /api/calls?… : `reason` may also be "none" for calls that have not ended; from and to are ISO dates or date-times. */
export const listCallsInput = z.object({
  q: z.string().max(200).optional(),
  personaId: z.string().max(64).optional(),
  linkId: z.string().max(64).optional(),
  source: z.enum(CALL_SOURCES).optional(),
  reason: z.union([endReason, z.literal("none")]).optional(),
  from: z.union([z.iso.date(), z.iso.datetime({ offset: true })]).optional(),
  to: z.union([z.iso.date(), z.iso.datetime({ offset: true })]).optional(),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(30),
});
export type ListCallsInput = z.input<typeof listCallsInput>;
