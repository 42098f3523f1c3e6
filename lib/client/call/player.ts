/**
 * Plays the persona's lane: packets → decoder → ring on the audio thread → an <audio> element, because the browser's echo
 * canceller listens to media elements. Knows which frame is being heard.
 */
import { type AudioCodec, type AudioMessage, FRAME_MS } from "@duologue/protocol";
import { type CodecPlan, openDecoder } from "./choose-codec";
import { createJitterMargin } from "./jitter-margin";
import { type PacketDecoder, PLAYBACK_RATE_HZ } from "./packet-decoder";

const WORKLET_URL = "/worklets/player.js";
const SAMPLES_PER_MS = PLAYBACK_RATE_HZ / 1_000;
/** A jump of the lane larger than this: nothing of the old arrival times holds any more. */
const JUMP_PACKETS = 25;

export interface PlayerReport {
  /** last frame that has been heard, −1 before the first */
  heardFrameIndex: number;
  bufferedMs: number;
  marginMs: number;
  underruns: number;
  skippedMs: number;
  db: number;
  /** everything that was written has been played */
  drained: boolean;
}
export interface Player {
  open(codec: AudioCodec, plan: CodecPlan): Promise<void>;
  play(message: AudioMessage, nowMs: number): void;
  setSpeaker(deviceId: string | null): Promise<void>;
  /** Nothing more will come: play what is left; running dry is no underrun now. */
  finish(): void;
  close(): void;
}

interface WorkletReport {
  position: number;
  buffered: number;
  underruns: number;
  skipped: number;
  db: number;
  drained: boolean;
}

/** Call it inside the click that starts the call: browsers let sound begin only there. Rejects when the worklet cannot be loaded. */
export async function openPlayer(onReport: (report: PlayerReport) => void, speakerId: string | null): Promise<Player> {
  const context = new AudioContext({ sampleRate: PLAYBACK_RATE_HZ, latencyHint: "interactive" });
  const output = context.createMediaStreamDestination();
  const element = new Audio();
  element.autoplay = true;
  element.srcObject = output.stream;
  const begun = element.play().catch(() => undefined);
  try {
    await Promise.all([context.resume(), context.audioWorklet.addModule(WORKLET_URL)]);
    if (speakerId) await chooseSpeaker(element, speakerId);
    await begun;
  } catch (error) {
    element.srcObject = null;
    await context.close();
    throw error;
  }
  const node = new AudioWorkletNode(context, "duologue-player", { numberOfInputs: 0, numberOfOutputs: 1, outputChannelCount: [1] });
  node.connect(output);

  const margin = createJitterMargin();
  let decoder: PacketDecoder | null = null;
  let nextSeq: number | null = null;
  let underruns = 0;
  let closed = false;
  let reopen: () => void = () => undefined;

  node.port.onmessage = (event: MessageEvent<WorkletReport>) => {
    const report = event.data;
    const nowMs = performance.now();
    if (report.underruns > underruns) margin.ranDry(nowMs);
    underruns = report.underruns;
    const marginMs = margin.valueMs(nowMs);
    node.port.postMessage({ type: "margin", samples: marginMs * SAMPLES_PER_MS });
    const delaySamples = (context.outputLatency || context.baseLatency || 0) * PLAYBACK_RATE_HZ;
    onReport({
      heardFrameIndex: Math.floor((report.position - delaySamples) / (FRAME_MS * SAMPLES_PER_MS)),
      bufferedMs: report.buffered / SAMPLES_PER_MS,
      marginMs,
      underruns,
      skippedMs: report.skipped / SAMPLES_PER_MS,
      db: report.db,
      drained: report.drained,
    });
  };

  return {
    async open(codec, plan) {
      const onSamples = (start: number, samples: Float32Array) => {
        if (!closed) node.port.postMessage({ type: "write", start, samples }, [samples.buffer]);
      };
      reopen = () => {
        decoder?.close();
        decoder = null;
        void openDecoder(codec, plan, onSamples, () => reopen()).then((opened) => {
          if (closed) opened.close();
          else decoder = opened;
        });
      };
      decoder?.close();
      decoder = await openDecoder(codec, plan, onSamples, () => reopen());
      if (closed) decoder.close();
    },
    play(message, nowMs) {
      if (nextSeq !== null && Math.abs(message.seq - nextSeq) > JUMP_PACKETS) margin.forget();
      nextSeq = message.seq + message.packets.length;
      margin.arrived(message.seq, nowMs);
      for (const [k, packet] of message.packets.entries()) decoder?.decode(message.seq + k, packet);
    },
    setSpeaker: (deviceId) => chooseSpeaker(element, deviceId),
    finish: () => node.port.postMessage({ type: "finish" }),
    close() {
      if (closed) return;
      closed = true;
      decoder?.close();
      node.port.onmessage = null;
      node.disconnect();
      element.pause();
      element.srcObject = null;
      void context.close();
    },
  };
}

/** Silently keeps the default where the browser does not offer the choice or the device is gone. */
async function chooseSpeaker(element: HTMLAudioElement, deviceId: string | null): Promise<void> {
  if (!("setSinkId" in element)) return;
  await element.setSinkId(deviceId ?? "").catch(() => undefined);
}
