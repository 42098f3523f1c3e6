/** Needs ffmpeg, which `npm test` installs: it makes the files here and decodes them in the product. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { SAMPLE_RATE_HZ } from "@duologue/protocol";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { decodeAudio } from "./decode-audio";
import { measureLoudness } from "./measure-loudness";
import { prepareVoice } from "./prepare-voice";

const SPEECH = path.join(import.meta.dirname, "../../../e2e/fixtures/audio/voice-sample.wav");
let folder = "";

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "duologue-test-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function make(name: string, ...args: string[]): Uint8Array {
  const file = path.join(folder, name);
  execFileSync("ffmpeg", ["-v", "error", "-y", "-i", SPEECH, ...args, file]);
  return readFileSync(file);
}

describe("decodeAudio", () => {
  const original = () => decodeAudio(readFileSync(SPEECH));

  it.each([
    ["speech.wav", "-ar", "44100"],
    ["speech.flac"],
    ["speech.mp3", "-b:a", "64k"],
    ["speech.ogg", "-c:a", "libopus"],
    ["vorbis.ogg", "-c:a", "libvorbis"],
    ["speech.webm", "-c:a", "libopus"],
    ["speech.m4a", "-c:a", "aac"],
  ])("reads %s as 24 kHz mono of the right length and level", async (name, ...args) => {
    const samples = await decodeAudio(make(name, ...args));
    const expected = await original();
    expect(Math.abs(samples.length - expected.length) / SAMPLE_RATE_HZ).toBeLessThan(0.15);
    const [found, wanted] = [await measureLoudness(samples), await measureLoudness(expected)];
    expect(Math.abs((found.lufs ?? 0) - (wanted.lufs ?? 0))).toBeLessThan(1.5);
  });

  const STEREO = ["-filter:a", "pan=stereo|c0=c0|c1=c0"];
  it.each([
    ["stereo.wav", ...STEREO],
    ["stereo.flac", ...STEREO],
    ["stereo.mp3", ...STEREO, "-b:a", "192k"],
    ["stereo.ogg", ...STEREO, "-c:a", "libvorbis", "-b:a", "160k"],
    ["stereo.webm", ...STEREO, "-c:a", "libopus", "-b:a", "160k"],
    ["stereo.m4a", ...STEREO, "-c:a", "aac", "-b:a", "160k"],
    ["surround.flac", "-filter:a", "pan=5.1|c0=c0|c1=c0|c2=c0|c3=c0|c4=c0|c5=c0"],
    ["sixteen.wav", "-filter:a", `pan=hexadecagonal|${Array.from({ length: 16 }, (_, channel) => `c${channel}=c0`).join("|")}`],
  ])("measures %s, the same sound on every channel, as it measures one channel", async (name, ...args) => {
    const { figures: found } = await prepareVoice(await decodeAudio(make(name, ...args)), 0, 7_000);
    const { figures: wanted } = await prepareVoice(await original(), 0, 7_000);
    expect(Math.abs((found.loudnessLufs ?? 0) - (wanted.loudnessLufs ?? 0))).toBeLessThan(0.5);
    expect(Math.abs(found.truePeakDb - wanted.truePeakDb)).toBeLessThan(1);
    expect(found.clippedSamples).toBe(wanted.clippedSamples);
  });

  it("finds no clipping in a loud stereo recording that has none", async () => {
    const loud = make("loud.wav", "-filter:a", "volume=7dB,pan=stereo|c0=c0|c1=c0");
    expect((await prepareVoice(await decodeAudio(loud), 0, 7_000)).figures).toMatchObject({ clippedSamples: 0 });
  });

  it.each([
    ["a text", new TextEncoder().encode("#EXTM3U\nfile:///etc/passwd\n"), "voice_undecodable"],
    ["a WAV that ends in its header", new TextEncoder().encode("RIFF____WAVEfmt "), "voice_undecodable"],
    ["nothing", new Uint8Array(0), "voice_undecodable"],
  ])("refuses %s with a clear error", async (_name, bytes, code) => {
    await expect(decodeAudio(bytes)).rejects.toMatchObject({ code });
  });

  it("refuses a film without sound", async () => {
    const file = path.join(folder, "silent.webm");
    execFileSync("ffmpeg", ["-v", "error", "-y", "-f", "lavfi", "-i", "color=black:s=16x16:d=1", "-an", file]);
    await expect(decodeAudio(readFileSync(file))).rejects.toMatchObject({ code: "voice_undecodable" });
  });

  it("refuses more than 60 seconds and takes exactly 60", async () => {
    const tone = (seconds: number) => {
      const file = path.join(folder, `${seconds}.flac`);
      execFileSync("ffmpeg", ["-v", "error", "-y", "-f", "lavfi", "-i", `sine=d=${seconds}:r=24000`, file]);
      return readFileSync(file);
    };
    await expect(decodeAudio(tone(62))).rejects.toMatchObject({ code: "voice_too_long" });
    expect((await decodeAudio(tone(60))).length).toBe(60 * SAMPLE_RATE_HZ);
  });
});

describe("prepareVoice", () => {
  it("levels speech to −24 LUFS within half a unit", async () => {
    const samples = await decodeAudio(readFileSync(SPEECH));
    const { normalised, checks } = await prepareVoice(samples, 0, 7_000);
    expect(checks.every((check) => check.level !== "error")).toBe(true);
    const levelled = await decodeAudio(normalised?.wav ?? new Uint8Array());
    expect((await measureLoudness(levelled)).lufs).toBeCloseTo(-24, 0);
  });

  it("forbids silence", async () => {
    const { normalised, checks } = await prepareVoice(new Float32Array(5 * SAMPLE_RATE_HZ), 0, 5_000);
    expect(normalised).toBeNull();
    expect(checks.find((check) => check.id === "loudness")?.level).toBe("error");
  });
});
