/** What the caller's microphone picks up, frame by frame: lines where they were placed, the room's noise, the line's narrow band. */
import { FRAME_SAMPLES, SAMPLE_RATE_HZ } from "@duologue/protocol";
import { createBiquad, highPass, lowPass } from "../sound/biquad";

const TELEPHONE_LOW_HZ = 300;
const TELEPHONE_HIGH_HZ = 3_400;

export interface LaneRoom {
  /** repeated without end */
  readonly noise?: Float32Array;
  readonly band: "wide" | "telephone";
}

export class CallerLane {
  readonly #lines: { samples: Float32Array; startSample: number }[] = [];
  readonly #frames: Float32Array[] = [];
  readonly #room: LaneRoom;
  readonly #filters: ((samples: Float32Array) => Float32Array)[];

  constructor(room: LaneRoom = { band: "wide" }) {
    this.#room = room;
    // twice each: a steep edge
    this.#filters =
      room.band === "wide"
        ? []
        : [TELEPHONE_LOW_HZ, TELEPHONE_LOW_HZ, TELEPHONE_HIGH_HZ, TELEPHONE_HIGH_HZ].map((edgeHz, k) =>
            createBiquad(k < 2 ? highPass(edgeHz, SAMPLE_RATE_HZ) : lowPass(edgeHz, SAMPLE_RATE_HZ)),
          );
  }

  get sentFrames(): number {
    return this.#frames.length;
  }

  /** From `atMs` on, which must not lie in a frame that has been sent. */
  place(samples: Float32Array, atMs: number): void {
    this.#lines.push({ samples, startSample: Math.round((atMs * SAMPLE_RATE_HZ) / 1_000) });
  }

  /** The next frame, as it is sent. */
  take(): Float32Array {
    const frame = new Float32Array(FRAME_SAMPLES);
    const from = this.#frames.length * FRAME_SAMPLES;
    const { noise } = this.#room;
    if (noise && noise.length > 0) for (let n = 0; n < FRAME_SAMPLES; n++) frame[n] = noise[(from + n) % noise.length] as number;
    for (const { samples, startSample } of this.#lines) {
      const first = Math.max(0, startSample - from);
      const last = Math.min(FRAME_SAMPLES, startSample + samples.length - from);
      for (let n = first; n < last; n++) frame[n] = (frame[n] as number) + (samples[from + n - startSample] as number);
    }
    for (const filter of this.#filters) filter(frame);
    for (let n = 0; n < FRAME_SAMPLES; n++) frame[n] = Math.max(-1, Math.min(1, frame[n] as number));
    this.#frames.push(frame);
    return frame;
  }

  /** Everything that was sent. */
  sent(): Float32Array {
    const all = new Float32Array(this.#frames.length * FRAME_SAMPLES);
    for (const [k, frame] of this.#frames.entries()) all.set(frame, k * FRAME_SAMPLES);
    return all;
  }
}
