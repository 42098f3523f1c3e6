/** What a call needs from outside. Others implement these; the call knows nothing of them. */
import type { DirectorProgram } from "@duologue/persona";
import type {
  CallFacts,
  CallSpec,
  ChoicesFact,
  DirectorStatus,
  EngineHeartbeat,
  HeartbeatReply,
  SpeakerInfo,
  TokenCounts,
} from "@duologue/protocol";

/** Monotonic time and timers, so that tests can hold the clock in their hand. */
export interface Clock {
  nowMs(): number;
  date(): Date;
  /** Calls back every `ms`; drift-free (the n-th call is at start + n·ms). Returns a stop function. */
  every(ms: number, callback: () => void): () => void;
  after(ms: number, callback: () => void): () => void;
}

/** Loaded weights (or a stand-in), shared by all sessions. */
export interface SpeechModel {
  readonly info: SpeakerInfo;
  /** sessions it can step in real time */
  readonly capacity: number;
  /** Opens a session; nothing is primed yet. Rejects with ProtocolError `engine_overloaded` when no slot is free. */
  open(spec: SessionSpec): Promise<SpeechSession>;
  /** Token counts of each text, tags not added. `exact` is false when no tokenizer file is present. */
  countTokens(texts: string[]): Promise<TokenCounts>;
  /**
   * What it runs on has failed (an accelerator's fault): no session will answer again in this process, whose end alone gives the
   * device back. Told once, with one listener. Absent where there is nothing to lose.
   */
  onLost?(listener: (error: Error) => void): void;
  close(): Promise<void>;
}

export interface SessionSpec {
  prompt: string;
  program: DirectorProgram;
  /** 24 kHz mono voice prompt, −24 LUFS, at most 60 s; null: the speaker's own default voice */
  voicePcm: Float32Array | null;
  sampling: CallSpec["sampling"];
  seed: number;
}

/** One call's state on the model. All methods return at once; the model steps elsewhere. */
export interface SpeechSession {
  /** Voice prompt, silence, text prompt, silence. `onProgress` gets steps done and total. */
  prime(onProgress: (done: number, total: number) => void): Promise<void>;
  /** One frame of the caller, 1,920 samples at 24 kHz. Frames are answered in order, one AgentFrame each. */
  push(frame: CallerFrame): void;
  /** Called once per pushed frame, in order. */
  onFrame(listener: (frame: AgentFrame) => void): void;
  /** The session cannot go on. */
  onError(listener: (error: Error) => void): void;
  /** Speaks `text` word for word as soon as it may; a newer command supersedes one not yet begun. */
  say(command: SayCommand): void;
  /** Stops a running or waiting `say` at the next word. */
  cancelSay(commandId: string): void;
  /**
   * Falls silent within 300 ms, as for a caller who talks over it, and drops what waits to be said. A line that may not be
   * interrupted is finished. Absent where only a `say` can be stopped: that is cancelled then.
   */
  hush?(): void;
  /** The director entered this node. The native model ignores it in single and directed mode. */
  enterNode(nodeId: string, back?: NodeBack): void;
  /** State that `restore` of the same model accepts; for "retry from here". */
  snapshot(): Promise<SpeechSnapshot>;
  restore(snapshot: SpeechSnapshot): Promise<void>;
  close(): void;
}

export interface CallerFrame {
  frameIndex: number;
  /** belongs to the call and is filled anew once this frame has been answered: copy what is needed for longer */
  samples: Float32Array;
  /** voice activity in this frame, 0…1, from the call's detector */
  voiceProbability: number;
}

export interface AgentFrame {
  frameIndex: number;
  samples: Float32Array;
  /** readable text that begins in this frame ("" for most) */
  text: string;
  stepMs: number;
  /** reports on `say` commands that changed in this frame */
  says: SayReport[];
  /** a scripted speaker's lines for the current node that it has not begun yet; absent where the model finds its own words */
  linesLeft?: number;
  /** the speaker broke off in this frame because the caller spoke; absent where the model cannot tell */
  gaveWay?: boolean;
}

export interface SayCommand {
  commandId: string;
  text: string;
  interruptible: boolean;
  /** not begun by this frame: expired */
  expiresAtFrame: number;
}
export interface SayReport {
  commandId: string;
  status: "applied" | "completed" | "superseded" | "expired" | "aborted";
  spokenWords: number;
  totalWords: number;
}

/** The node is come back to after a prompt to a silent caller, who has answered meanwhile or not: nothing of it is said again. */
export type NodeBack = "answered" | "unanswered";

/** Opaque outside the model that made it. */
export interface SpeechSnapshot {
  readonly model: string;
  readonly bytes: number;
}

/** Tells speech from everything else, one per lane of a call. */
export interface VoiceActivityDetector {
  /** 1,920 samples at 24 kHz → probability of speech in this frame, 0…1 (the highest of its windows). */
  detect(samples: Float32Array): Promise<number>;
  close(): void;
}
export interface VoiceActivityFactory {
  open(): VoiceActivityDetector;
}

/**
 * Runs a compiled flow beside the model. Pure apart from its own state: it reads no clock and does no I/O, so that the same
 * inputs give the same outputs again. Stepped once per answered frame, in order, from frame 0.
 */
export interface Director {
  step(input: DirectorInput): DirectorOutput;
}
export type DirectorFactory = (program: DirectorProgram) => Director;

export interface DirectorInput {
  frameIndex: number;
  /** readable text that begins in this frame */
  agentText: string;
  agentVoice: boolean;
  callerVoice: boolean;
  /** what the session reported on `say` commands with this frame */
  says: SayReport[];
  /** AgentFrame.linesLeft, handed on: a node is not over while its speaker still has lines for it */
  linesLeft?: number;
  /** an edge the caller took by button or key since the last frame */
  choice?: { edgeId: string };
}

/** The director's only verbs. */
export type DirectorCommand =
  | { verb: "say"; command: SayCommand }
  /** hang up now; the goodbye has been spoken */
  | { verb: "end" }
  | { verb: "cut"; nodeId: string }
  | { verb: "set"; name: string; value: string };

export interface DirectorReport {
  commandId: string;
  verb: "say" | "end" | "cut" | "set";
  status: DirectorStatus;
  nodeId: string | null;
  spokenWords?: number;
  totalWords?: number;
}

export interface DirectorOutput {
  /** the speaker is to fall silent now, before anything else of this output */
  hush?: boolean;
  commands: DirectorCommand[];
  /** nodes entered in this frame, in order; the runner tells the session and the timeline */
  entered: { nodeId: string; edgeId: string | null; back?: NodeBack }[];
  /** the choices now on offer, [] for none; null: unchanged */
  choices: ChoicesFact["choices"] | null;
  reports: DirectorReport[];
}

/**
 * The studio's engine API. Every method rejects with ProtocolError. `asEngine`: the engine that the call was given to, where that
 * is not this one's present id; the studio takes what belongs to a call from that engine only.
 */
export interface StudioApi {
  heartbeat(beat: EngineHeartbeat): Promise<HeartbeatReply>;
  fetchSpec(callId: string): Promise<CallSpec>;
  fetchVoice(voiceId: string): Promise<Float32Array>;
  postFacts(callId: string, facts: CallFacts, asEngine?: string): Promise<void>;
  uploadRecording(callId: string, filePath: string, asEngine?: string): Promise<void>;
  uploadTimeline(callId: string, filePath: string, asEngine?: string): Promise<void>;
}
