/** One call with the rehearsal speaker: feeds the pure state machine, cuts the spoken lines into frames, keeps lines ahead of need. */
import { ProtocolError } from "@duologue/protocol";
import type { AgentFrame, CallerFrame, NodeBack, SayCommand, SessionSpec, SpeechSession, SpeechSnapshot } from "../../call/ports";
import { collectLines } from "./collect-lines";
import { orderCancel, orderHush, orderNode, orderSay } from "./order-speaker";
import { ALL_PHRASES } from "./phrases";
import { renderFrame } from "./render-frame";
import type { SpokenLine, VoiceName } from "./speak-line";
import { createSpeakerState, type SpeakerState, timingOf } from "./speaker-state";
import type { SpeechSynthesiser } from "./speech-synthesiser";
import { stepSpeaker, waitsOf } from "./step-speaker";

/** Priming waits for this many lines, nearest first; the rest follow while the call runs. */
const PRIMED_LINES = 12;
export const REHEARSAL_SNAPSHOT_MODEL = "rehearsal/1";

interface RehearsalSnapshot extends SpeechSnapshot {
  readonly state: SpeakerState;
}

export class RehearsalSession implements SpeechSession {
  readonly #spec: SessionSpec;
  readonly #voice: VoiceName;
  readonly #synthesiser: SpeechSynthesiser;
  readonly #onClose: () => void;
  /** lines of this call: they must stay at hand even when the shared cache forgets them */
  readonly #lines = new Map<string, SpokenLine>();
  #state: SpeakerState;
  #hasSpoken = false;
  #isClosed = false;
  #frameListener: (frame: AgentFrame) => void = () => {};
  #errorListener: (error: Error) => void = () => {};

  constructor(spec: SessionSpec, voice: VoiceName, synthesiser: SpeechSynthesiser, onClose: () => void) {
    this.#spec = spec;
    this.#voice = voice;
    this.#synthesiser = synthesiser;
    this.#onClose = onClose;
    this.#state = createSpeakerState(spec.seed);
  }

  async prime(onProgress: (done: number, total: number) => void): Promise<void> {
    const { program } = this.#spec;
    const lines = [...new Set([...collectLines(program, program.start), ...ALL_PHRASES])];
    const first = lines.slice(0, PRIMED_LINES);
    let done = 0;
    onProgress(done, first.length);
    await Promise.all(
      first.map(async (text) => {
        await this.#fetch(text, true);
        onProgress(++done, first.length);
      }),
    );
    for (const text of lines.slice(first.length)) this.#want(text, false);
  }

  push(frame: CallerFrame): void {
    if (this.#isClosed) return;
    const startedAt = performance.now();
    const { nodeId } = this.#state;
    const node = nodeId === null ? undefined : this.#spec.program.nodes[nodeId];
    const { state, output } = stepSpeaker(this.#state, {
      frameIndex: frame.frameIndex,
      voiceProbability: frame.voiceProbability,
      timing: timingOf(this.#spec.program),
      waitsFor: waitsOf(node),
      shapeOf: (text) => this.#shapeOf(text),
    });
    this.#state = state;
    if (output.wanted !== null) this.#want(output.wanted, true);
    const { audio } = output;
    const samples = renderFrame(
      (audio && this.#lines.get(audio.text)?.samples) ?? new Float32Array(0),
      audio?.fromSample ?? 0,
      audio?.fadeOutAtSample ?? null,
    );
    const answer: AgentFrame = {
      frameIndex: frame.frameIndex,
      samples,
      text: this.#join(output.words),
      stepMs: performance.now() - startedAt,
      says: output.says,
      linesLeft: state.stageLines.length,
      gaveWay: output.gaveWay,
    };
    // Answered after push has returned, as a model on another thread would; the order is kept.
    queueMicrotask(() => {
      if (!this.#isClosed) this.#frameListener(answer);
    });
  }

  onFrame(listener: (frame: AgentFrame) => void): void {
    this.#frameListener = listener;
  }

  onError(listener: (error: Error) => void): void {
    this.#errorListener = listener;
  }

  say(command: SayCommand): void {
    const text = command.text.trim();
    this.#state = orderSay(this.#state, { ...command, text });
    this.#want(text, true);
  }

  cancelSay(commandId: string): void {
    this.#state = orderCancel(this.#state, commandId);
  }

  hush(): void {
    this.#state = orderHush(this.#state);
  }

  enterNode(nodeId: string, back?: NodeBack): void {
    const { program } = this.#spec;
    this.#state = orderNode(this.#state, program, nodeId, back);
    for (const text of this.#state.stageLines) this.#want(text, true);
    for (const text of collectLines(program, nodeId).slice(0, PRIMED_LINES)) this.#want(text, false);
  }

  async snapshot(): Promise<SpeechSnapshot> {
    const state = structuredClone(this.#state);
    const snapshot: RehearsalSnapshot = { model: REHEARSAL_SNAPSHOT_MODEL, bytes: JSON.stringify(state).length, state };
    return snapshot;
  }

  /** Rejects with ProtocolError `bad_request` for a snapshot of another model. */
  async restore(snapshot: SpeechSnapshot): Promise<void> {
    if (snapshot.model !== REHEARSAL_SNAPSHOT_MODEL || !("state" in snapshot)) {
      throw new ProtocolError("bad_request", `Expected a snapshot of ${REHEARSAL_SNAPSHOT_MODEL}, received one of ${snapshot.model}.`);
    }
    const state = structuredClone((snapshot as RehearsalSnapshot).state);
    if (state.line) await this.#fetch(state.line.text, true);
    this.#state = state;
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#lines.clear();
    this.#onClose();
  }

  /** Words are parted by single spaces over the whole call. */
  #join(words: string[]): string {
    if (words.length === 0) return "";
    const lead = this.#hasSpoken ? " " : "";
    this.#hasSpoken = true;
    return lead + words.join(" ");
  }

  #shapeOf(text: string) {
    const line = this.#lines.get(text) ?? this.#synthesiser.peek(this.#voice, text);
    if (!line) return undefined;
    this.#lines.set(text, line);
    return { sampleCount: line.samples.length, words: line.words };
  }

  async #fetch(text: string, urgent: boolean): Promise<void> {
    const line = await this.#synthesiser.speak(this.#voice, text, urgent);
    if (!this.#isClosed) this.#lines.set(text, line);
  }

  #want(text: string, urgent: boolean): void {
    if (this.#isClosed || text === "" || this.#lines.has(text)) return;
    this.#fetch(text, urgent).catch((error: Error) => {
      // What was only wanted ahead of need is asked for again when its turn comes.
      if (urgent && !this.#isClosed) this.#errorListener(error);
    });
  }
}
