/** The engine under load. Everything is real but voice activity (loudness), the studio (in memory, takes no files) and, without a checkpoint, the model. */
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import type { CallMetrics, SpeakerInfo } from "@duologue/protocol";
import pino from "pino";
import { createEngine, type Engine } from "../src/create-engine";
import { createFakeVoiceActivity } from "../src/model/fake-voice-activity";
import { createMemoryStudio } from "../src/studio/memory-studio";
import { createSystemClock } from "../src/system-clock";
import { ORIGIN, quietDirector, SECRET, testSpec } from "../test/start-test-engine";
import { PROMPT_TEXT, voicePrompt } from "./call-prompt";
import { answerParent } from "./child-channel";
import { openBenchModel } from "./open-bench-model";
import { createProcessMeter, type ProcessCost } from "./process-meter";
import type { ModelOrder } from "./read-options";
import { type ModelWatch, watchModel } from "./watch-model";

export interface EngineOrder {
  callIds: string[];
  model: ModelOrder | null;
}
export interface EngineReady {
  url: string;
  speaker: SpeakerInfo;
  capacity: number;
}
export interface EngineWindow {
  cost: ProcessCost;
  stepMs: Float64Array;
  answerMs: Float64Array;
}
export interface EngineResult {
  speaker: SpeakerInfo;
  calls: { callId: string; numbers: Uint16Array; metrics: CallMetrics | null }[];
}

const LONGEST_CALL_SECONDS = 3_600;
const VOICE_ID = "voice";
const meter = createProcessMeter();
const studio = { ...createMemoryStudio(), uploadRecording: async () => {}, uploadTimeline: async () => {} };
const httpServer = createServer();
let watch: ModelWatch;
let engine: Engine;
let dataDir: string;

answerParent({
  async start({ callIds, model }: EngineOrder): Promise<EngineReady> {
    studio.voices.set(VOICE_ID, voicePrompt());
    callIds.forEach((callId, seed) => {
      const voice = { id: VOICE_ID, sha256: "0".repeat(64) };
      studio.specs.set(callId, { ...testSpec(callId), prompt: PROMPT_TEXT, voice, seed, maxCallSeconds: LONGEST_CALL_SECONDS });
    });
    watch = watchModel(await openBenchModel(model, callIds.length), (seed) => callIds[seed] as string);
    const { capacity } = watch.model;
    if (capacity < callIds.length) {
      throw new Error(`--calls: expected at most ${capacity}, what this model has room for here, received ${callIds.length}.`);
    }
    dataDir = await mkdtemp(path.join(tmpdir(), "duologue-bench-"));
    engine = createEngine(
      httpServer,
      {
        model: watch.model,
        vad: createFakeVoiceActivity(),
        studio,
        createDirector: quietDirector,
        clock: createSystemClock(),
        logger: pino({ level: "warn" }, pino.destination(2)),
      },
      {
        engineId: "bench",
        version: "0.0.0",
        secret: SECRET,
        publicUrl: "http://localhost",
        internalUrl: "http://localhost",
        origins: [ORIGIN],
        dataDir,
        idleMs: LONGEST_CALL_SECONDS * 1_000,
      },
    );
    await new Promise<void>((resolve) => httpServer.listen(0, "127.0.0.1", resolve));
    await engine.start();
    return { url: `http://127.0.0.1:${(httpServer.address() as AddressInfo).port}`, speaker: watch.model.info, capacity };
  },
  begin(): void {
    watch.begin();
    meter.begin();
  },
  end(): EngineWindow {
    return { cost: meter.end(), stepMs: Float64Array.from(watch.stepMs), answerMs: Float64Array.from(watch.answerMs) };
  },
  /** Closes everything; every call has been hung up before. */
  async finish(): Promise<EngineResult> {
    const speaker = watch.model.info;
    await engine.drain(0);
    await rm(dataDir, { recursive: true, force: true });
    const calls = [...watch.numbers].map(([callId, numbers]) => ({
      callId,
      numbers: Uint16Array.from(numbers),
      metrics: studio.facts.get(callId)?.at(-1)?.metrics ?? null,
    }));
    return { speaker, calls };
  },
});
