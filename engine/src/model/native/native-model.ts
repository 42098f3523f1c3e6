/** The dual-stream model behind the SpeechModel port: the only place of the engine that knows the native library. */
import { randomUUID } from "node:crypto";
import path from "node:path";
import { loadNativeModel, type ModelOptions, type NativeModel } from "@duologue/native";
import { ProtocolError, type SpeakerInfo, type TokenCounts } from "@duologue/protocol";
import type { SessionSpec, SpeechModel, SpeechSession } from "../../call/ports";
import type { TokenCounterPort } from "../tokenizer/open-tokenizer";
import { describeCheckpoint } from "./describe-checkpoint";
import { NativeCallSession } from "./native-session";

export interface NativeModelOptions extends ModelOptions {
  /** checkpoint folder in the Hugging Face layout */
  folder: string;
  /** calls at once; never more than the model has room for */
  capacity?: number;
  /** counts where the checkpoint brings no tokenizer */
  tokenizer: TokenCounterPort;
  /** false: `tokenizer` counts prompts even where the checkpoint brings one of its own */
  countsPrompts?: boolean;
  /** absent: where `npm run native:build` puts it */
  addonFile?: string;
}

/** Reads the weights, which takes minutes for 17 GB on a cold disk. Rejects with an Error that says what is wrong with which file. */
export async function createNativeModel({
  folder,
  capacity,
  tokenizer,
  countsPrompts = true,
  addonFile,
  ...options
}: NativeModelOptions): Promise<SpeechModel> {
  const native = await loadNativeModel(folder, options, addonFile);
  try {
    const info = await describeCheckpoint(path.resolve(folder), native.describe());
    const { maxSessions, hasTokenizer } = native.describe();
    const counter = countsPrompts && hasTokenizer ? { exact: true, count: (text: string) => native.countTokens(text) } : tokenizer;
    return new NativeSpeechModel(native, info, Math.min(capacity ?? Number.POSITIVE_INFINITY, maxSessions), counter);
  } catch (error) {
    await native.free();
    throw error;
  }
}

class NativeSpeechModel implements SpeechModel {
  readonly #sessions = new Set<NativeCallSession>();
  /** what tells snapshots of this model from those of another */
  readonly #id = randomUUID();
  #info: SpeakerInfo;
  #isClosed = false;
  #lostListener: ((error: Error) => void) | null = null;

  constructor(
    private readonly native: NativeModel,
    info: SpeakerInfo,
    readonly capacity: number,
    private readonly counter: TokenCounterPort,
  ) {
    this.#info = info;
    native.onEvent(() => {
      // the model thread may have called just before it was told to end; there is nothing to ask any more
      if (this.#isClosed) return;
      this.#learnHash();
      for (const session of this.#sessions) session.drain();
    });
    this.#learnHash();
  }

  get info(): SpeakerInfo {
    return this.#info;
  }

  /** The weights are hashed while calls are answered already. */
  #learnHash(): void {
    if (this.#info.weightsSha256 !== null) return;
    const { weightsSha256 } = this.native.describe();
    if (weightsSha256 !== null) this.#info = { ...this.#info, weightsSha256 };
  }

  async open(spec: SessionSpec): Promise<SpeechSession> {
    if (this.#sessions.size >= this.capacity) throw new ProtocolError("engine_overloaded");
    const { textTemperature, textTopK, audioTemperature, audioTopK } = spec.sampling;
    const native = orOverloaded(() =>
      this.native.openSession({
        textPrompt: spec.prompt,
        voicePcm: spec.voicePcm,
        textTemperature,
        textTopK,
        audioTemperature,
        audioTopK,
        seed: spec.seed,
      }),
    );
    const session = new NativeCallSession(
      native,
      this.#id,
      () => this.#sessions.delete(session),
      (error) => this.#lose(error),
    );
    this.#sessions.add(session);
    return session;
  }

  onLost(listener: (error: Error) => void): void {
    this.#lostListener = listener;
  }

  /** All sessions fail one after the other; it is told once. */
  #lose(error: Error): void {
    const listener = this.#lostListener;
    this.#lostListener = null;
    listener?.(error);
  }

  async countTokens(texts: string[]): Promise<TokenCounts> {
    return { counts: texts.map((text) => this.counter.count(text)), exact: this.counter.exact };
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    for (const session of [...this.#sessions]) session.close();
    await this.native.free();
  }
}

/** No free session and no memory for one are the same to a caller: call again later. */
function orOverloaded<T>(open: () => T): T {
  try {
    return open();
  } catch (error) {
    const code = (error as { code?: unknown }).code;
    if (code === "busy" || code === "out_of_memory") throw new ProtocolError("engine_overloaded");
    throw error;
  }
}
