/** Needs a writable temporary folder. */
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { FRAME_SAMPLES } from "@duologue/protocol";
import { afterEach, beforeEach, expect, test } from "vitest";
import { WavRecorder } from "./wav-recorder";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "duologue-wav-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const constant = (value: number) => new Float32Array(FRAME_SAMPLES).fill(value);

test("left is the caller, right the persona, clipped to 16 bits", async () => {
  const file = path.join(folder, "a.wav");
  const recorder = await WavRecorder.create(file);
  recorder.write(constant(0.5), constant(-2));
  await recorder.close();
  const wav = await readFile(file);
  expect(wav.length).toBe(44 + FRAME_SAMPLES * 4);
  expect([wav.readInt16LE(44), wav.readInt16LE(46)]).toEqual([16_384, -32_768]);
  expect({ rate: wav.readUInt32LE(24), channels: wav.readUInt16LE(22), bits: wav.readUInt16LE(34) }).toEqual({
    rate: 24_000,
    channels: 2,
    bits: 16,
  });
});

test("the header is valid on disk while the call runs, less than a second behind", async () => {
  const file = path.join(folder, "b.wav");
  const recorder = await WavRecorder.create(file);
  for (let k = 0; k < 25; k++) recorder.write(constant(0.1), constant(0.2));
  await expect.poll(async () => (await readFile(file)).readUInt32LE(40)).toBe(24 * FRAME_SAMPLES * 4);
  const wav = await readFile(file);
  expect(wav.readUInt32LE(4)).toBe(wav.length - 8);
  await recorder.close();
  expect((await readFile(file)).readUInt32LE(40)).toBe(25 * FRAME_SAMPLES * 4);
});
