/** Plays one part of one recording at a time. Decoded as a whole first: a browser's own recordings cannot be sought in. */
import { ProtocolError } from "@duologue/protocol";

export interface Preview {
  url: string;
  fromMs: number;
  /** null: to the end */
  toMs: number | null;
}
export interface PreviewPlayer {
  /** Resolves when it sounds. Rejects with words where the recording cannot be had or decoded. */
  play: (preview: Preview, onEnd: () => void) => Promise<void>;
  /** of the recording at `url`; null while nothing sounds */
  positionMs: () => number | null;
  stop: () => void;
  close: () => void;
}

export function createPreviewPlayer(): PreviewPlayer {
  let context: AudioContext | null = null;
  let kept: { url: string; sound: AudioBuffer } | null = null;
  let node: AudioBufferSourceNode | null = null;
  let begun = { atS: 0, fromMs: 0 };
  let turn = 0;

  async function load(audio: AudioContext, url: string): Promise<AudioBuffer> {
    if (kept?.url === url) return kept.sound;
    const response = await fetch(url, { credentials: "same-origin" }).catch(() => null);
    if (!response?.ok) throw new ProtocolError("internal", "The recording could not be loaded. Check your connection, then try again.");
    const bytes = await response.arrayBuffer();
    try {
      const sound = await audio.decodeAudioData(bytes);
      kept = { url, sound };
      return sound;
    } catch {
      throw new ProtocolError("voice_undecodable", "This browser cannot play that format. The studio can use it all the same.");
    }
  }

  function stop(): void {
    turn++;
    if (node) {
      node.onended = null;
      node.stop();
      node.disconnect();
    }
    node = null;
  }

  return {
    stop,
    async play({ url, fromMs, toMs }, onEnd) {
      stop();
      const mine = turn;
      context ??= new AudioContext();
      const audio = context;
      const [sound] = await Promise.all([load(audio, url), audio.state === "suspended" ? audio.resume() : null]);
      if (mine !== turn) return;
      const next = new AudioBufferSourceNode(audio, { buffer: sound });
      next.connect(audio.destination);
      next.onended = () => {
        if (mine !== turn) return;
        stop();
        onEnd();
      };
      next.start(0, fromMs / 1_000, toMs === null ? undefined : Math.max(0, (toMs - fromMs) / 1_000));
      node = next;
      begun = { atS: audio.currentTime, fromMs };
    },
    positionMs: () => (node && context ? begun.fromMs + (context.currentTime - begun.atS) * 1_000 : null),
    close() {
      stop();
      kept = null;
      void context?.close();
      context = null;
    },
  };
}
