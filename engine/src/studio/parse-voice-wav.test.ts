import { expect, test } from "vitest";
import { parseVoiceWav } from "./parse-voice-wav";

function wav(samples: number[], { channels = 1, rateHz = 24_000 } = {}): Uint8Array {
  const file = Buffer.alloc(44 + samples.length * 2);
  file.write("RIFF", 0).toString();
  file.write("WAVEfmt ", 8);
  file.writeUInt32LE(16, 16);
  file.writeUInt16LE(1, 20);
  file.writeUInt16LE(channels, 22);
  file.writeUInt32LE(rateHz, 24);
  file.writeUInt16LE(16, 34);
  file.write("data", 36);
  file.writeUInt32LE(samples.length * 2, 40);
  samples.forEach((sample, i) => {
    file.writeInt16LE(sample, 44 + 2 * i);
  });
  return file;
}

test("reads mono PCM16 at 24 kHz", () => {
  expect([...parseVoiceWav(wav([0, 16_384, -32_768]))]).toEqual([0, 0.5, -1]);
});

test.each([
  ["stereo", wav([1, 2], { channels: 2 })],
  ["another rate", wav([1], { rateHz: 44_100 })],
  ["no WAV", new Uint8Array(100)],
])("refuses %s with a clear error", (_, bytes) => {
  expect(() => parseVoiceWav(bytes)).toThrowError(expect.objectContaining({ code: "voice_undecodable" }));
});

test("refuses more than a minute", () => {
  expect(() => parseVoiceWav(wav(new Array(24_000 * 61).fill(0)))).toThrowError(expect.objectContaining({ code: "voice_too_long" }));
});
