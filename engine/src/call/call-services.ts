/** What every call of one engine shares; `model` and `slots` are those of who answers this one. */
import type { Logger } from "pino";
import type { Call } from "./call";
import type { CallEnd } from "./call-machine";
import type { CallSlots } from "./call-slots";
import type { Clock, DirectorFactory, SpeechModel, StudioApi, VoiceActivityFactory } from "./ports";

export interface CallOptions {
  engineId: string;
  /** where calls keep their files until the studio has them */
  dataDir: string;
  /** the caller neither heard nor giving an order for this long: the call ends as idle, however much the persona says */
  idleMs: number;
  /** a client that connected must send call:start within this time */
  startWindowMs: number;
  /** nobody waits in the queue for longer */
  maxQueueMs: number;
}

export interface CallServices {
  clock: Clock;
  model: SpeechModel;
  vad: VoiceActivityFactory;
  studio: StudioApi;
  createDirector: DirectorFactory;
  slots: CallSlots;
  logger: Logger;
  options: CallOptions;
  onQueueChanged: () => void;
  onStep: (stepMs: number) => void;
  onDropped: (why: "backpressure" | "late" | "missing", frames: number) => void;
  /** `told`: resolves when no earlier fact is on its way any more */
  onEnded: (call: Call, end: CallEnd, told: Promise<void>) => void;
}
