/** Between float samples in [-1, 1] and signed 16-bit. Both write into a given array: nothing is allocated on the audio path. */

const FULL_SCALE = 32_768;

/** Rounds and clips `count` samples of `from` (starting at `fromOffset`) into `to`, every `stride`-th place from `toOffset`. */
export function floatToInt16(from: Float32Array, fromOffset: number, to: Int16Array, toOffset: number, count: number, stride = 1): void {
  for (let i = 0; i < count; i++) {
    const scaled = Math.round((from[fromOffset + i] as number) * FULL_SCALE);
    to[toOffset + i * stride] = Math.max(-32_768, Math.min(32_767, scaled));
  }
}

export function int16ToFloat(from: Int16Array, to: Float32Array, toOffset: number): void {
  for (let i = 0; i < from.length; i++) to[toOffset + i] = (from[i] as number) / FULL_SCALE;
}

/** Little-endian bytes as samples; copies when the bytes are not 2-aligned, which Int16Array cannot view. */
export function bytesToInt16(bytes: Uint8Array): Int16Array {
  if (bytes.byteOffset % 2 === 0) return new Int16Array(bytes.buffer, bytes.byteOffset, bytes.byteLength >> 1);
  const copy = new Uint8Array(bytes);
  return new Int16Array(copy.buffer, 0, copy.byteLength >> 1);
}
