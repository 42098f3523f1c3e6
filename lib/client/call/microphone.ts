/** The caller's microphone: 20 ms packets of 480 samples at 24 kHz, and the level of each. Released by `close`, wholly. */
import { SAMPLE_RATE_HZ } from "@duologue/protocol";

export interface MicrophoneOptions {
  deviceId: string | null;
  onPacket: (samples: Float32Array, db: number) => void;
  /** unplugged, or taken away by the browser or the system */
  onLost: () => void;
}
export interface Microphone {
  readonly deviceId: string | null;
  /** Closed gate: packets go on, silent. */
  setGate(open: boolean): void;
  close(): void;
}

const WORKLET_URL = "/worklets/capture.js";

/** Rejects with what getUserMedia threw; see microphone-issue.ts for words. */
export async function openMicrophone(options: MicrophoneOptions): Promise<Microphone> {
  if (!navigator.mediaDevices?.getUserMedia) {
    throw new DOMException("No microphone access here.", window.isSecureContext ? "NotSupportedError" : "SecurityError");
  }
  const stream = await navigator.mediaDevices.getUserMedia({
    audio: {
      echoCancellation: true,
      noiseSuppression: true,
      autoGainControl: true,
      channelCount: 1,
      ...(options.deviceId ? { deviceId: { exact: options.deviceId } } : {}),
    },
  });
  const release = () => {
    for (const track of stream.getTracks()) track.stop();
  };
  try {
    const { context, node } = await openCapture(stream);
    node.port.onmessage = (event: MessageEvent<{ samples: Float32Array; db: number }>) =>
      options.onPacket(event.data.samples, event.data.db);
    const track = stream.getAudioTracks()[0];
    track?.addEventListener("ended", options.onLost);
    let closed = false;
    return {
      deviceId: track?.getSettings().deviceId ?? options.deviceId,
      setGate: (open) => node.port.postMessage({ type: "gate", open }),
      close() {
        if (closed) return;
        closed = true;
        track?.removeEventListener("ended", options.onLost);
        node.port.onmessage = null;
        node.disconnect();
        release();
        void context.close();
      },
    };
  } catch (error) {
    release();
    throw error;
  }
}

/** At 24 kHz where the browser converts; at the device's own rate otherwise (Firefox), and the worklet converts. */
async function openCapture(stream: MediaStream): Promise<{ context: AudioContext; node: AudioWorkletNode }> {
  let context = new AudioContext({ sampleRate: SAMPLE_RATE_HZ, latencyHint: "interactive" });
  let source: MediaStreamAudioSourceNode;
  try {
    source = context.createMediaStreamSource(stream);
  } catch {
    await context.close();
    context = new AudioContext({ latencyHint: "interactive" });
    source = context.createMediaStreamSource(stream);
  }
  try {
    await context.audioWorklet.addModule(WORKLET_URL);
    const node = new AudioWorkletNode(context, "duologue-capture", {
      numberOfInputs: 1,
      numberOfOutputs: 0,
      channelCount: 1,
      channelCountMode: "explicit",
    });
    source.connect(node);
    if (context.state === "suspended") await context.resume();
    return { context, node };
  } catch (error) {
    await context.close();
    throw error;
  }
}
