/** A microphone that is listened to for its level and can be recorded from. Released by `close`, wholly. */
import { MAX_VOICE_MS } from "@/lib/shared/voices";
import { chooseFormat } from "./recording-format";

export interface RecorderOptions {
  deviceId: string | null;
  /** unplugged, or taken away by the browser or the system */
  onLost: () => void;
}
export interface Recorder {
  /** level of the newest 20 to 50 ms, dBFS */
  levelDb: () => number;
  /** Records until `stop` or 60 s have passed; then tells what it has. */
  start: (onDone: (file: File) => void) => void;
  /** since `start`, 0 while not recording */
  elapsedMs: () => number;
  stop: () => void;
  close: () => void;
}

/** How often the browser hands over what it has: the limit is looked at then, as timers of hidden pages come late. */
const SLICE_MS = 100;
/** Encoders pad the end; the studio takes 60 s. */
const LIMIT_MS = MAX_VOICE_MS - SLICE_MS;
const QUIETEST_DB = -100;

/**
 * Rejects with what getUserMedia threw; see call/microphone-issue.ts for words. The sound is taken as it is: echo cancelling,
 * noise suppression and gain control would all become part of the voice.
 */
export async function openRecorder({ deviceId, onLost }: RecorderOptions): Promise<Recorder> {
  const format = typeof MediaRecorder === "undefined" ? null : chooseFormat((type) => MediaRecorder.isTypeSupported(type));
  if (!navigator.mediaDevices?.getUserMedia || !format) throw new DOMException("No recording here.", "NotSupportedError");
  const stream = await navigator.mediaDevices.getUserMedia({
    audio: {
      echoCancellation: false,
      noiseSuppression: false,
      autoGainControl: false,
      ...(deviceId ? { deviceId: { exact: deviceId } } : {}),
    },
  });
  const context = new AudioContext();
  const analyser = new AnalyserNode(context, { fftSize: 2_048 });
  context.createMediaStreamSource(stream).connect(analyser);
  const window = new Float32Array(analyser.fftSize);
  const track = stream.getAudioTracks()[0];
  track?.addEventListener("ended", onLost);
  let media: MediaRecorder | null = null;
  let startedAtMs = 0;

  const elapsedMs = () => (media ? Math.min(MAX_VOICE_MS, performance.now() - startedAtMs) : 0);
  const stop = () => {
    if (media?.state === "recording") media.stop();
  };

  return {
    elapsedMs,
    stop,
    levelDb() {
      analyser.getFloatTimeDomainData(window);
      const power = window.reduce((sum, sample) => sum + sample * sample, 0) / window.length;
      return Math.max(QUIETEST_DB, 10 * Math.log10(power + 1e-12));
    },
    start(onDone) {
      if (media) return;
      const recorder = new MediaRecorder(stream, { mimeType: format.type, audioBitsPerSecond: 128_000 });
      const parts: Blob[] = [];
      recorder.ondataavailable = ({ data }) => {
        if (data.size > 0) parts.push(data);
        if (elapsedMs() >= LIMIT_MS) stop();
      };
      recorder.onstop = () => {
        media = null;
        onDone(new File(parts, `recording.${format.ending}`, { type: format.type }));
      };
      media = recorder;
      startedAtMs = performance.now();
      recorder.start(SLICE_MS);
    },
    close() {
      if (media) media.onstop = null;
      stop();
      media = null;
      track?.removeEventListener("ended", onLost);
      for (const one of stream.getTracks()) one.stop();
      if (context.state !== "closed") void context.close();
    },
  };
}
