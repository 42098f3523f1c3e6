/** A wav file of the given channels, for tests. */
export function writeWav(channels: readonly Float32Array[], rateHz: number, kind: "pcm16" | "pcm24" | "float" = "pcm16"): Uint8Array {
  const bits = { pcm16: 16, pcm24: 24, float: 32 }[kind];
  const frames = channels[0]?.length ?? 0;
  const stride = (bits / 8) * channels.length;
  const bytes = Buffer.alloc(44 + frames * stride);
  bytes.write("RIFF", 0);
  bytes.writeUInt32LE(36 + frames * stride, 4);
  bytes.write("WAVEfmt ", 8);
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(kind === "float" ? 3 : 1, 20);
  bytes.writeUInt16LE(channels.length, 22);
  bytes.writeUInt32LE(rateHz, 24);
  bytes.writeUInt32LE(rateHz * stride, 28);
  bytes.writeUInt16LE(stride, 32);
  bytes.writeUInt16LE(bits, 34);
  bytes.write("data", 36);
  bytes.writeUInt32LE(frames * stride, 40);
  for (let n = 0; n < frames; n++) {
    for (const [c, channel] of channels.entries()) {
      const at = 44 + n * stride + (c * bits) / 8;
      const sample = channel[n] as number;
      if (kind === "float") bytes.writeFloatLE(sample, at);
      else if (kind === "pcm16") bytes.writeInt16LE(Math.round(sample * 32_767), at);
      else bytes.writeIntLE(Math.round(sample * 8_388_607), at, 3);
    }
  }
  return bytes;
}

/** `seconds` of a sine. */
export function tone(hz: number, seconds: number, rateHz: number, level = 0.3): Float32Array {
  return Float32Array.from({ length: Math.round(seconds * rateHz) }, (_, n) => level * Math.sin((2 * Math.PI * hz * n) / rateHz));
}
