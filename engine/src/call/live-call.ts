/**
 * The live part of a call: 12.5 times a second a caller frame goes in, and each answered frame comes out to the observers, the
 * director, the recording and the client. Everything here is synchronous but the voice activity detector, whose answers are
 * kept in order.
 */
import {
  type AudioCodec,
  encodeAudioMessage,
  FRAME_MS,
  FRAME_SAMPLES,
  PACKETS_PER_FRAME,
  ProtocolError,
  type TimelineDraft,
} from "@duologue/protocol";
import type { Logger } from "pino";
import { createFrameDecoder, createFrameEncoder } from "../audio/frame-codec";
import { JitterBuffer } from "../audio/jitter-buffer";
import { rmsDb, SILENCE_DB } from "../audio/meters";
import type { WavRecorder } from "../audio/wav-recorder";
import { TurnObserver } from "../turns/turn-observer";
import { AGENT_GATE, CALLER_GATE, VoiceGate } from "../turns/voice-gate";
import type { CallEnd } from "./call-machine";
import type { CallCounters } from "./call-record";
import type { CallSink } from "./call-sink";
import { DirectorRunner } from "./director-runner";
import { LossReporter } from "./loss-reporter";
import type { AgentFrame, Clock, Director, SpeechSession, VoiceActivityDetector } from "./ports";
import { StepTimes } from "./step-times";
import { toTurnFact } from "./to-turn-fact";

/** Frames handed to the model and not answered yet; beyond this the tick leaves the caller's audio in the jitter buffer. */
const MAX_IN_FLIGHT_FRAMES = 6;
const FRAMES_PER_CHECKPOINT = 63;
/** A model that answers nothing for 5 s will not come back. */
const MAX_STALLED_TICKS = 63;

export interface LiveCallParts {
  callId: string;
  logger: Logger;
  clock: Clock;
  session: SpeechSession;
  detector: VoiceActivityDetector;
  director: Director;
  /** null: this call is not recorded */
  recorder: WavRecorder | null;
  codec: AudioCodec;
  maxFrames: number;
  idleFrames: number;
  /** the client, while one is attached */
  sink: () => CallSink | null;
  write: (draft: TimelineDraft) => void;
  end: (end: CallEnd) => void;
  onStep: (stepMs: number) => void;
  onCheckpoint: (counters: CallCounters) => void;
}

/** A frame on its way through the model. `samples` may be read by the session until the frame is answered. */
interface Slot {
  frameIndex: number;
  samples: Float32Array;
  voiceProbability: number;
}

export class LiveCall {
  readonly jitter = new JitterBuffer();
  muted = false;
  reconnects = 0;
  private decoder;
  private encoder;
  private codec: AudioCodec;
  private readonly slots: Slot[] = [];
  private readonly packets: (Uint8Array | null)[] = new Array(PACKETS_PER_FRAME).fill(null);
  private readonly callerGate = new VoiceGate(CALLER_GATE);
  private readonly agentGate = new VoiceGate(AGENT_GATE);
  private readonly observer = new TurnObserver();
  private readonly stepTimes = new StepTimes();
  private readonly losses: LossReporter;
  private readonly director: DirectorRunner;
  private detecting: Promise<void> = Promise.resolve();
  private takenFrames = 0;
  private answeredFrames = 0;
  private lastCallerFrame = 0;
  private callerDb = SILENCE_DB;
  private stalledTicks = 0;
  private unreadablePackets = 0;
  private stopped = false;

  constructor(private readonly parts: LiveCallParts) {
    this.codec = parts.codec;
    this.decoder = createFrameDecoder(parts.codec);
    this.encoder = createFrameEncoder(parts.codec);
    for (let i = 0; i < MAX_IN_FLIGHT_FRAMES; i++) {
      this.slots.push({ frameIndex: -1, samples: new Float32Array(FRAME_SAMPLES), voiceProbability: 0 });
    }
    this.losses = new LossReporter(this.jitter.counts, parts.write);
    this.director = new DirectorRunner(parts.director, parts.session, parts.sink, parts.write, parts.end);
    parts.session.onFrame((frame) => {
      try {
        this.answered(frame);
      } catch (error) {
        this.fail("A frame could not be handled", error);
      }
    });
    parts.session.onError((error) => this.fail("The speaker failed", error));
  }

  /** Frames answered so far: the call's clock. */
  get frameIndex(): number {
    return this.answeredFrames;
  }

  get counters(): CallCounters {
    const { droppedFrames, missingFrames } = this.jitter.counts;
    return { frames: this.answeredFrames, ...this.stepTimes.summary(), droppedFrames, missingFrames, reconnects: this.reconnects };
  }

  /** A message from the client. Throws ProtocolError where its codec is not the agreed one. */
  receive(codec: AudioCodec, seq: number, packets: readonly Uint8Array[]): void {
    if (codec !== this.codec) {
      throw new ProtocolError("audio_malformed", `Expected ${this.codec} as agreed in call:start, received ${codec}.`);
    }
    this.jitter.put(seq, packets, this.parts.clock.nowMs());
  }

  /** A client that came back may speak another codec. */
  useCodec(codec: AudioCodec): void {
    this.codec = codec;
    this.decoder = createFrameDecoder(codec);
    this.encoder = createFrameEncoder(codec);
  }

  choose(edgeId: string, via: "button" | "key"): void {
    if (!this.director.isOffered(edgeId)) {
      throw new ProtocolError(
        "invalid_input",
        "Expected one of the choices on offer, received another; choose from the newest choices:offered.",
      );
    }
    this.director.choose(edgeId);
    this.callerActed();
    this.parts.write({ kind: "choice", frameIndex: this.answeredFrames, edgeId, via });
  }

  /** An order of the caller's counts against idleness as his voice does. */
  callerActed(): void {
    this.lastCallerFrame = this.answeredFrames;
  }

  /** Says again what a client that came back has missed. */
  repeatState(): void {
    this.director.repeat(this.answeredFrames);
  }

  /** One 80 ms tick. A model that is behind gets nothing new: the jitter buffer's bound then drops the oldest audio. */
  tick(): void {
    if (this.stopped) return;
    if (this.takenFrames - this.answeredFrames >= MAX_IN_FLIGHT_FRAMES) {
      this.stalledTicks += 1;
      if (this.stalledTicks > MAX_STALLED_TICKS) this.fail("The speaker answers no more frames");
      return;
    }
    this.stalledTicks = 0;
    const slot = this.slots[this.takenFrames % MAX_IN_FLIGHT_FRAMES] as Slot;
    slot.frameIndex = this.takenFrames;
    this.takenFrames += 1;
    const attached = this.parts.sink() !== null;
    const packets = this.jitter.take(this.parts.clock.nowMs(), this.packets, attached && !this.muted);
    if (!packets || this.muted) slot.samples.fill(0);
    else this.unreadablePackets += this.decoder.decode(packets, slot.samples);
    this.detecting = this.detecting
      .then(() => this.detectAndPush(slot))
      .catch((error) => this.fail("Voice activity could not be detected", error));
  }

  /** No frame is answered after this. Returns what the observers had still open. */
  stop(): void {
    if (this.stopped) return;
    this.stopped = true;
    for (const draft of this.observer.finish()) this.tellTurn(draft);
    this.losses.report(this.answeredFrames);
  }

  private async detectAndPush(slot: Slot): Promise<void> {
    if (this.stopped) return;
    slot.voiceProbability = await this.parts.detector.detect(slot.samples);
    if (!this.stopped) this.parts.session.push(slot);
  }

  private answered(frame: AgentFrame): void {
    if (this.stopped) return;
    const slot = this.slots[frame.frameIndex % MAX_IN_FLIGHT_FRAMES];
    if (frame.frameIndex !== this.answeredFrames || slot?.frameIndex !== frame.frameIndex) {
      this.fail("The speaker answered another frame than the next one");
      return;
    }
    const { frameIndex } = frame;
    this.answeredFrames += 1;
    this.stepTimes.add(frame.stepMs);
    this.parts.onStep(frame.stepMs);

    const agentDb = rmsDb(frame.samples);
    this.callerDb = rmsDb(slot.samples);
    const callerVoice = this.callerGate.step(slot.voiceProbability);
    const agentVoice = this.agentGate.step(agentDb);
    if (callerVoice) this.lastCallerFrame = frameIndex;

    this.parts.recorder?.write(slot.samples, frame.samples);
    this.sendAudio(frame);
    for (const draft of this.observer.step(frameIndex, callerVoice, agentVoice, frame.gaveWay)) this.tellTurn(draft);
    this.director.step(frame, agentVoice, callerVoice);
    this.everySecond(frameIndex, agentDb);
    if (frameIndex % FRAMES_PER_CHECKPOINT === 0) this.parts.onCheckpoint(this.counters);

    if (this.answeredFrames >= this.parts.maxFrames) this.parts.end({ reason: "time_limit" });
    else if (frameIndex - this.lastCallerFrame >= this.parts.idleFrames) this.parts.end({ reason: "idle" });
  }

  private sendAudio(frame: AgentFrame): void {
    const sink = this.parts.sink();
    if (!sink) return;
    const packets = this.encoder.encode(frame.samples);
    sink.emit("audio:agent", encodeAudioMessage({ codec: this.codec, seq: frame.frameIndex * PACKETS_PER_FRAME, packets }));
  }

  private tellTurn(draft: TimelineDraft): void {
    this.parts.write(draft);
    const fact = toTurnFact(draft);
    if (fact) this.parts.sink()?.emit("turn:observed", fact);
  }

  private everySecond(frameIndex: number, agentDb: number): void {
    if (Math.floor((frameIndex * FRAME_MS) / 1_000) === Math.floor(((frameIndex + 1) * FRAME_MS) / 1_000)) return;
    this.losses.report(frameIndex);
    if (this.unreadablePackets > 0) this.parts.sink()?.emit("error:raised", unreadableAudio(this.unreadablePackets));
    this.unreadablePackets = 0;
    const { droppedFrames, missingFrames } = this.jitter.counts;
    this.parts.sink()?.emit("metrics:sampled", {
      frameIndex,
      ...this.stepTimes.summary(),
      bufferedFrames: this.jitter.bufferedFrames,
      droppedFrames,
      missingFrames,
      callerDb: this.callerDb,
      agentDb,
    });
  }

  private fail(what: string, error?: unknown): void {
    if (this.stopped) return;
    this.parts.logger.error({ callId: this.parts.callId, what, err: error }, "A live call failed");
    this.parts.end({ reason: "error", code: "model_failed" });
  }
}

function unreadableAudio(count: number) {
  const message = `Expected Opus packets of 20 ms at 24 kHz mono, received ${count} in the last second that cannot be decoded.`;
  return new ProtocolError("audio_malformed", message).toJSON();
}
