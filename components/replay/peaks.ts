/** Highest level per 10 ms of each lane, gathered while the recording streams in; small enough to draw an hour. */

export const PEAK_MS = 10;

export interface Peaks {
  readonly buckets: number;
  readonly durationMs: number;
  /** Highest |sample| (0…1) of a lane (0 caller, 1 persona) in these buckets, the last one excluded. */
  highest(lane: 0 | 1, from: number, to: number): number;
}
export interface PeaksBuilder extends Peaks {
  /** Interleaved 16-bit samples; a sample may be split between two calls. */
  add(bytes: Uint8Array): void;
}

export function createPeaks(sampleRateHz: number, channels: number): PeaksBuilder {
  const samplesPerBucket = Math.round((sampleRateHz * PEAK_MS) / 1_000);
  let peaks = new Uint8Array(2 * 6_000);
  let buckets = 0;
  let inBucket = 0;
  let samples = 0;
  const rest = new Uint8Array(channels * 2);
  let restBytes = 0;
  const current: [number, number] = [0, 0];

  const close = () => {
    if ((buckets + 1) * 2 > peaks.length) {
      const larger = new Uint8Array(peaks.length * 2);
      larger.set(peaks);
      peaks = larger;
    }
    peaks[buckets * 2] = Math.min(255, Math.ceil(current[0] / 128));
    peaks[buckets * 2 + 1] = Math.min(255, Math.ceil(current[1] / 128));
    buckets++;
    inBucket = 0;
    current[0] = 0;
    current[1] = 0;
  };
  const take = (left: number, right: number) => {
    if (Math.abs(left) > current[0]) current[0] = Math.abs(left);
    if (Math.abs(right) > current[1]) current[1] = Math.abs(right);
    samples++;
    if (++inBucket === samplesPerBucket) close();
  };
  const readBlock = (view: DataView, at: number) => {
    const left = view.getInt16(at, true);
    take(left, channels > 1 ? view.getInt16(at + 2, true) : left);
  };

  return {
    get buckets() {
      return buckets + (inBucket > 0 ? 1 : 0);
    },
    get durationMs() {
      return (samples / sampleRateHz) * 1_000;
    },
    add(bytes) {
      let at = 0;
      if (restBytes > 0) {
        while (restBytes < rest.length && at < bytes.length) rest[restBytes++] = bytes[at++] ?? 0;
        if (restBytes < rest.length) return;
        readBlock(new DataView(rest.buffer), 0);
        restBytes = 0;
      }
      const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      for (; at + rest.length <= bytes.length; at += rest.length) readBlock(view, at);
      for (; at < bytes.length; at++) rest[restBytes++] = bytes[at] ?? 0;
    },
    highest(lane, from, to) {
      let most = 0;
      for (let bucket = Math.max(0, from); bucket < Math.min(to, buckets); bucket++) most = Math.max(most, peaks[bucket * 2 + lane] ?? 0);
      if (inBucket > 0 && from <= buckets && to > buckets) most = Math.max(most, Math.min(255, Math.ceil(current[lane] / 128)));
      return most / 255;
    },
  };
}
