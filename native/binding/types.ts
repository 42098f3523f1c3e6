/** What the compiled addon gives, by hand from binding/*.cc. Only index.ts and its users in engine/src/model/native see these. */

/** `auto`: bf16 on a CUDA device, as stored on the CPU. */
export type WeightType = "auto" | "as_stored" | "f32" | "bf16" | "i8";
export type KeyType = "from_weights" | "bf16" | "i8";

export interface ModelOptions {
  /**
   * "cpu"; "cuda", "cuda:1" in a build with CUDA, refused with code `unsupported` where this build or this machine has none; "auto": the first CUDA
   * device, the CPU where there is none, with the reason in `ModelInfo.device`
   */
  device?: string;
  weights?: WeightType;
  /** how the attention's keys and values are kept */
  keys?: KeyType;
  /** CUDA only: what the model may hold of the device's memory; 0 or absent: what is free */
  deviceMemoryLimitBytes?: number;
  /** 0 or absent: one per core */
  threads?: number;
  /** 0 or absent: by memory and speed */
  maxSessions?: number;
  /** 0 or absent: as the checkpoint says */
  contextSteps?: number;
}

export interface ModelInfo {
  name: string;
  architecture: string;
  device: string;
  /** hex; null until every byte has been read, of which `onEvent` tells (17 GB: a minute) */
  weightsSha256: string | null;
  parameterCount: number;
  weightBytes: number;
  /** of one session at full context */
  sessionBytes: number;
  maxSessions: number;
  contextSteps: number;
  hasTokenizer: boolean;
}

export interface SessionOptions {
  textPrompt: string;
  /** 24 kHz mono at −24 LUFS */
  voicePcm: Float32Array | null;
  textTemperature: number;
  textTopK: number;
  audioTemperature: number;
  audioTopK: number;
  seed: number;
  pinPrompt?: boolean;
}

export type SayState = "applied" | "completed" | "superseded" | "expired" | "aborted";

export type NativeEvent =
  | { kind: "priming"; done: number; total: number }
  | { kind: "primed" }
  /** `samples` is the receiver's own: 1,920 samples at 24 kHz */
  | { kind: "frame"; frameIndex: number; samples: Float32Array; text: string; textToken: number; stepMs: number }
  | { kind: "say"; frameIndex: number; sayId: number; state: SayState; spokenWords: number; totalWords: number }
  | { kind: "failed"; code: string; message: string };

/** Errors thrown by either carry `code`: bad_argument, bad_file, busy, unsupported, out_of_memory, device_lost, closed, internal. */
export interface NativeModel {
  describe(): ModelInfo;
  /** Tokens of `text` as it stands; throws `unsupported` where the checkpoint has no tokenizer. */
  countTokens(text: string): number;
  /** Called on the event loop after something happened in any session, or `weightsSha256` became known; one call may stand for many events. */
  onEvent(listener: () => void): void;
  openSession(options: SessionOptions): NativeSession;
  /** Closes what is still open and gives the memory back. */
  free(): Promise<void>;
}

export interface NativeSession {
  prime(): void;
  /** Copies 1,920 finite samples, anything else throws `bad_argument`; false: the session's queue is full. */
  push(samples: Float32Array, frameIndex: number): boolean;
  /** The next event, null when there is none. */
  poll(): NativeEvent | null;
  say(sayId: number, text: string, expiresAtFrame: number): void;
  cancelSay(sayId: number): void;
  snapshot(): NativeSnapshot;
  restore(snapshot: NativeSnapshot): void;
  close(): void;
}

export interface NativeSnapshot {
  readonly bytes: number;
}

export interface NativeAddon {
  version: string;
  loadModel(folder: string, options: ModelOptions): Promise<NativeModel>;
}
