/** A real engine with the rehearsal voice, and one more speaker on offer, on a port of its own, which reports to the studio's operations as it would over HTTP. */
import { createReadStream } from "node:fs";
import { Readable } from "node:stream";
import { createSystemClock } from "@duologue/evaluation/clock";
import { openSound, type Sound } from "@duologue/evaluation/sound";
import { createDirector } from "../../../engine/src/director/create-director";
import { loadOnDemand } from "../../../engine/src/model/load-on-demand";
import { createRehearsalModel } from "../../../engine/src/model/rehearsal/rehearsal-model";
import { openTokenizer } from "../../../engine/src/model/tokenizer/open-tokenizer";
import { startTestEngine } from "../../../engine/test/start-test-engine";
import { readCallSpec } from "../engines/read-call-spec";
import { receiveFacts } from "../engines/receive-facts";
import { receiveFile } from "../engines/receive-file";
import { receiveHeartbeat } from "../engines/receive-heartbeat";
import { env } from "../env";

export interface PlayingEngine {
  id: string;
  sound: Sound;
  stop(): Promise<void>;
}

/** Who is on offer: the rehearsal voice under another name; the hash is known once it is loaded, as of weights. */
const OFFERED = {
  kind: "native" as const,
  title: "Small trained model",
  description: "",
  model: "small",
  weightsSha256: null,
  device: "cpu",
};
export const OFFERED_SHA256 = "5".repeat(64);

export async function startPlayingEngine(id: string, capacity: number): Promise<PlayingEngine> {
  const sound = await openSound();
  const tokenizer = await openTokenizer(undefined);
  const model = await createRehearsalModel({ tokenizer, capacity });
  const offered = loadOnDemand({
    info: OFFERED,
    capacity: 2,
    load: async () => {
      const loaded = await createRehearsalModel({ tokenizer, capacity: 2 });
      return {
        info: { ...OFFERED, weightsSha256: OFFERED_SHA256 },
        capacity: loaded.capacity,
        open: (spec) => loaded.open(spec),
        countTokens: (texts) => loaded.countTokens(texts),
        close: () => loaded.close(),
      };
    },
    onLoadFailed: () => {},
  });
  let url: string | null = null;
  const upload = async (callId: string, kind: "recording" | "timeline", file: string, contentType: string) => {
    const body = Readable.toWeb(createReadStream(file)) as ReadableStream<Uint8Array>;
    const init = { method: "PUT", body, duplex: "half", headers: { "content-type": contentType } } as RequestInit;
    await receiveFile(id, callId, kind, new Request("http://studio.test", init));
  };
  const engine = await startTestEngine({
    clock: createSystemClock(),
    components: {
      model,
      offers: [offered],
      vad: sound.ears,
      createDirector,
      studio: {
        // the first beat comes before its address is known
        heartbeat: async (beat) =>
          url === null ? { ok: true, endCalls: [] } : receiveHeartbeat(id, { ...beat, publicUrl: url, internalUrl: url }),
        fetchSpec: (callId) => readCallSpec(id, callId),
        fetchVoice: async () => new Float32Array(0),
        postFacts: (callId, facts) => receiveFacts(id, callId, facts),
        uploadRecording: (callId, file) => upload(callId, "recording", file, "audio/wav"),
        uploadTimeline: (callId, file) => upload(callId, "timeline", file, "application/x-ndjson"),
      },
    },
    options: { engineId: id, secret: env().ENGINE_SECRET, origins: [new URL(env().NEXTAUTH_URL).origin] },
  });
  url = engine.url;
  return {
    id,
    sound,
    async stop() {
      await engine.stop();
      await sound.close();
    },
  };
}
