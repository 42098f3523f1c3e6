/**
 * A speech model without speech, for unit tests of the call logic only. Deterministic: it answers each frame after `stepMs` of
 * the clock with a tone for `toneFrames`, then silence for as many, and speaks a `say` at one word per 4 frames.
 */
import { FRAME_SAMPLES, ProtocolError, SAMPLE_RATE_HZ, type SpeakerInfo } from "@duologue/protocol";
import type { AgentFrame, CallerFrame, Clock, SayCommand, SayReport, SpeechModel, SpeechSession } from "../call/ports";

export interface FakeModelSettings {
  clock: Clock;
  capacity?: number;
  stepMs?: number;
  toneFrames?: number;
  primingSteps?: number;
}

const FRAMES_PER_WORD = 4;
const TONE_HZ = 220;

export const FAKE_SPEAKER: SpeakerInfo = {
  kind: "fake",
  title: "Test tone",
  description: "Answers with a tone; for tests of the engine only.",
  model: "tone-220",
  weightsSha256: null,
  device: "cpu",
};

export function createFakeModel({ clock, capacity = 4, stepMs = 5, toneFrames = 12, primingSteps = 4 }: FakeModelSettings): SpeechModel {
  let open = 0;
  return {
    info: FAKE_SPEAKER,
    capacity,
    async open() {
      if (open >= capacity) throw new ProtocolError("engine_overloaded");
      open += 1;
      return new FakeSession({ clock, stepMs, toneFrames, primingSteps }, () => {
        open -= 1;
      });
    },
    async countTokens(texts) {
      return { counts: texts.map((text) => text.split(/\s+/).filter(Boolean).length), exact: false };
    },
    async close() {},
  };
}

class FakeSession implements SpeechSession {
  private listener: (frame: AgentFrame) => void = () => {};
  private errorListener: (error: Error) => void = () => {};
  private saying: { command: SayCommand; words: string[]; startFrame: number } | null = null;
  private reports: SayReport[] = [];
  private closed = false;

  constructor(
    private readonly settings: Required<Pick<FakeModelSettings, "clock" | "stepMs" | "toneFrames" | "primingSteps">>,
    private readonly onClose: () => void,
  ) {}

  async prime(onProgress: (done: number, total: number) => void): Promise<void> {
    const { clock, stepMs, primingSteps } = this.settings;
    for (let done = 1; done <= primingSteps && !this.closed; done++) {
      await new Promise<void>((resolve) => clock.after(stepMs, resolve));
      onProgress(done, primingSteps);
    }
  }

  push(frame: CallerFrame): void {
    const { frameIndex } = frame;
    this.settings.clock.after(this.settings.stepMs, () => {
      if (!this.closed) this.answer(frameIndex);
    });
  }
  onFrame(listener: (frame: AgentFrame) => void): void {
    this.listener = listener;
  }
  onError(listener: (error: Error) => void): void {
    this.errorListener = listener;
  }
  /** Breaks, as a real one might. */
  break(): void {
    this.errorListener(new Error("broken on purpose"));
  }
  say(command: SayCommand): void {
    const words = command.text.split(/\s+/).filter(Boolean);
    if (this.saying) this.report("superseded", this.saying.words.length);
    this.saying = { command, words, startFrame: -1 };
  }
  cancelSay(commandId: string): void {
    if (this.saying?.command.commandId === commandId) this.report("aborted", 0);
  }
  hush(): void {
    if (this.saying) this.report("aborted", 0);
  }
  enterNode(): void {}
  async snapshot() {
    return { model: FAKE_SPEAKER.model, bytes: 0 };
  }
  async restore(): Promise<void> {}
  close(): void {
    if (this.closed) return;
    this.closed = true;
    this.onClose();
  }

  private report(status: SayReport["status"], spokenWords: number): void {
    const { saying } = this;
    if (!saying) return;
    this.reports.push({ commandId: saying.command.commandId, status, spokenWords, totalWords: saying.words.length });
    if (status !== "applied") this.saying = null;
  }

  private answer(frameIndex: number): void {
    let text = "";
    let audible = Math.floor(frameIndex / this.settings.toneFrames) % 2 === 0;
    if (this.saying) {
      if (this.saying.startFrame < 0) {
        this.saying.startFrame = frameIndex;
        this.report("applied", 0);
      }
      const { words, startFrame } = this.saying;
      const at = frameIndex - startFrame;
      audible = true;
      if (at % FRAMES_PER_WORD === 0) text = words[at / FRAMES_PER_WORD] ?? "";
      if (text !== "") text += " ";
      if (at >= words.length * FRAMES_PER_WORD - 1) this.report("completed", words.length);
    } else if (audible && frameIndex % this.settings.toneFrames === 0) {
      text = "tone ";
    }
    const says = this.reports;
    this.reports = [];
    this.listener({
      frameIndex,
      samples: audible ? tone(frameIndex) : new Float32Array(FRAME_SAMPLES),
      text,
      stepMs: this.settings.stepMs,
      says,
    });
  }
}

function tone(frameIndex: number): Float32Array {
  const samples = new Float32Array(FRAME_SAMPLES);
  for (let i = 0; i < FRAME_SAMPLES; i++) {
    samples[i] = 0.25 * Math.sin((2 * Math.PI * TONE_HZ * (frameIndex * FRAME_SAMPLES + i)) / SAMPLE_RATE_HZ);
  }
  return samples;
}
