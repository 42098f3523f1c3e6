/** Where the samples of a WAV begin and what they are. A recording cut off by a dead process may name a wrong length: then it reaches to the end. */

export interface WavHeader {
  sampleRateHz: number;
  channels: number;
  bitsPerSample: number;
  /** byte where the samples begin */
  dataOffset: number;
  /** as the header names it; null where it cannot be right */
  dataBytes: number | null;
}

/** Null: not enough bytes yet. Throws an Error in words when it is no 16-bit PCM WAV. */
export function readWavHeader(bytes: Uint8Array): WavHeader | null {
  if (bytes.byteLength < 12) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const word = (at: number) => String.fromCharCode(...bytes.subarray(at, at + 4));
  if (word(0) !== "RIFF" || word(8) !== "WAVE") throw new Error("The recording is not a WAV file.");
  let format: { sampleRateHz: number; channels: number; bitsPerSample: number } | null = null;
  for (let at = 12; at + 8 <= bytes.byteLength; ) {
    const size = view.getUint32(at + 4, true);
    const body = at + 8;
    if (word(at) === "data") {
      if (!format) throw new Error("The recording's header is incomplete.");
      return { ...format, dataOffset: body, dataBytes: size === 0 || size >= 0xffff_ff00 ? null : size };
    }
    if (word(at) === "fmt ") {
      if (body + 16 > bytes.byteLength) return null;
      format = {
        channels: view.getUint16(body + 2, true),
        sampleRateHz: view.getUint32(body + 4, true),
        bitsPerSample: view.getUint16(body + 14, true),
      };
      if (format.bitsPerSample !== 16) throw new Error("The recording is not 16-bit PCM.");
    }
    at = body + size + (size % 2);
  }
  return null;
}
