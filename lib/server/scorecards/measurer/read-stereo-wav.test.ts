import { describe, expect, it } from "vitest";
import { speechRecording } from "../../test/speech-recording";
import { toneWav } from "../../test/tone-wav";
import { readStereoWav } from "./read-stereo-wav";

async function* inParts(bytes: Uint8Array, size: number) {
  for (let at = 0; at < bytes.byteLength; at += size) yield bytes.subarray(at, at + size);
}
async function read(bytes: Uint8Array, size: number) {
  const lanes = { caller: [] as number[], agent: [] as number[] };
  for await (const chunk of readStereoWav(inParts(bytes, size))) {
    lanes.caller.push(...chunk.caller);
    lanes.agent.push(...chunk.agent);
  }
  return lanes;
}

describe("readStereoWav", () => {
  it("gives both lanes, wherever the parts are cut", async () => {
    const wav = await speechRecording(100, [{ lane: "agent", fromMs: 1_000, toMs: 1_050, atMs: 20 }]);
    const whole = await read(wav, wav.byteLength);
    expect([whole.caller.length, whole.agent.length]).toEqual([2_400, 2_400]);
    expect(whole.caller.every((sample) => sample === 0)).toBe(true);
    expect(whole.agent.slice(480, 1_680).some((sample) => sample !== 0)).toBe(true);
    for (const size of [1, 3, 43, 45, 1_000]) expect(await read(wav, size)).toEqual(whole);
  });

  it("leaves out half a moment at the end, as a killed engine leaves it", async () => {
    const wav = await speechRecording(10, []);
    expect((await read(wav.subarray(0, wav.byteLength - 3), 100)).caller).toHaveLength(239);
  });

  it.each([
    ["mono", toneWav(1)],
    ["no sound at all", new TextEncoder().encode("RIFF-0123456789".repeat(4))],
    ["less than a header", new Uint8Array(10)],
    ["nothing", new Uint8Array(0)],
  ])("refuses %s", async (_words, bytes) => {
    await expect(read(bytes, 16)).rejects.toMatchObject({ failure: "recording_unreadable" });
  });
});
