/** What client and engine say over the socket. Orders are imperative and acknowledged; facts are past or state; media is a bare noun. */
import { z } from "zod";
import { AUDIO_CODECS, type AudioCodec } from "./audio";
import { type CallState, type EndReason, type SpeakerInfo, speakerInfo } from "./call";
import type { ErrorBody, ErrorCode, Result } from "./errors";
import type { DirectorStatus } from "./timeline";

/** Socket handshake `auth`: a fresh call brings its ticket, a dropped one its resume key. */
export const socketAuth = z.union([
  z.object({ ticket: z.string().max(4_096), protocolVersion: z.number() }),
  z.object({ callId: z.string().max(64), resumeKey: z.string().max(128), protocolVersion: z.number() }),
]);
export type SocketAuth = z.infer<typeof socketAuth>;

export const callStart = z.object({ codec: z.enum(AUDIO_CODECS) });
export type CallStart = z.infer<typeof callStart>;
export const callStarted = z.object({
  callId: z.string(),
  resumeKey: z.string(),
  codec: z.enum(AUDIO_CODECS),
  speaker: speakerInfo,
  state: z.string(),
  maxCallSeconds: z.number(),
  /** Next 20 ms packet number the engine expects: 0, or where a resumed call goes on. */
  nextSeq: z.number().int(),
});
export interface CallStarted {
  callId: string;
  resumeKey: string;
  codec: AudioCodec;
  speaker: SpeakerInfo;
  state: CallState;
  maxCallSeconds: number;
  nextSeq: number;
}

export const callMute = z.object({ muted: z.boolean() });
export const callHangup = z.object({});
export const callChoose = z.object({ edgeId: z.string().max(128), via: z.enum(["button", "key"]) });
export const clockPing = z.object({ sentAtMs: z.number() });

export interface CallStateFact {
  state: CallState;
  frameIndex: number;
  /** while queued */
  queue?: { position: number; etaSeconds: number | null };
  /** while priming: a determinate bar */
  priming?: { done: number; total: number };
}
export interface CallEndedFact {
  reason: EndReason;
  code?: ErrorCode;
  frameIndex: number;
}
export interface AgentTextFact {
  frameIndex: number;
  /** text that begins to be heard at this frame; word pieces already joined to readable text, spaces included */
  text: string;
  nodeId: string | null;
}
export interface TurnFact {
  kind: "turn" | "overlap" | "bargeIn" | "backchannel" | "pause" | "gap" | "utterance";
  lane?: "caller" | "agent";
  frameIndex: number;
  endFrameIndex?: number;
  stopMs?: number | null;
}
/** Team members only. */
export interface DirectorFact {
  frameIndex: number;
  event:
    | { kind: "node"; nodeId: string; edgeId: string | null }
    | { kind: "command"; commandId: string; verb: "say" | "end" | "cut" | "set"; status: DirectorStatus; nodeId: string | null };
}
/** Edges that need to know what the caller said, offered as buttons and number keys. Empty list: nothing to choose now. */
export interface ChoicesFact {
  frameIndex: number;
  choices: { edgeId: string; label: string; key: string }[];
}
/** Once a second while live. */
export interface MetricsFact {
  frameIndex: number;
  stepMsP50: number;
  stepMsP99: number;
  /** frames waiting in the caller's jitter buffer */
  bufferedFrames: number;
  droppedFrames: number;
  missingFrames: number;
  /** current levels, dBFS RMS of the last frame */
  callerDb: number;
  agentDb: number;
}

export type Ack<T> = (result: Result<T>) => void;

export interface ClientToEngine {
  "call:start": (order: CallStart, ack: Ack<CallStarted>) => void;
  "call:mute": (order: z.infer<typeof callMute>, ack: Ack<null>) => void;
  "call:hangup": (order: z.infer<typeof callHangup>, ack: Ack<null>) => void;
  "call:choose": (order: z.infer<typeof callChoose>, ack: Ack<null>) => void;
  "clock:ping": (order: z.infer<typeof clockPing>, ack: Ack<{ engineAtMs: number }>) => void;
  "audio:user": (message: ArrayBuffer) => void;
}

export interface EngineToClient {
  "call:state": (fact: CallStateFact) => void;
  "call:primed": (fact: { frameIndex: number; speaker: SpeakerInfo }) => void;
  "call:ended": (fact: CallEndedFact) => void;
  /** one frame: 4 packets of 20 ms */
  "audio:agent": (message: ArrayBuffer) => void;
  "text:agent": (fact: AgentTextFact) => void;
  "turn:observed": (fact: TurnFact) => void;
  "director:acted": (fact: DirectorFact) => void;
  "choices:offered": (fact: ChoicesFact) => void;
  "metrics:sampled": (fact: MetricsFact) => void;
  "error:raised": (error: ErrorBody) => void;
}

/** Binary or not, a single message larger than this is refused and the socket is told why. */
export const MAX_MESSAGE_BYTES = 80_000;
