import { Resampler } from "@duologue/metrics";
import { FRAME_SAMPLES } from "@duologue/protocol";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SpeechSynthesiser } from "../rehearsal/speech-synthesiser";
import { createSileroFactory, type SileroFactory } from "./create-silero-factory";

/** Noise without a random source: the same on every run. */
function noise(length: number, level: number): Float32Array {
  let state = 1;
  return Float32Array.from({ length }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state / 2 ** 31 - 1) * level;
  });
}

describe("Silero voice activity", () => {
  let factory: SileroFactory;
  let speech: Float32Array;
  beforeAll(async () => {
    factory = await createSileroFactory();
    const synthesiser = new SpeechSynthesiser();
    speech = (await synthesiser.speak("awb", "Hello, I would like to ask about a payment on my card.", true)).samples;
    await synthesiser.close();
  });
  afterAll(() => factory.close());

  async function judge(samples: Float32Array): Promise<number[]> {
    const detector = factory.open();
    const probabilities: number[] = [];
    for (let at = 0; at + FRAME_SAMPLES <= samples.length; at += FRAME_SAMPLES) {
      probabilities.push(await detector.detect(samples.subarray(at, at + FRAME_SAMPLES)));
    }
    detector.close();
    return probabilities;
  }

  it("hears speech from its beginning to its end, and nothing before or after", async () => {
    const lead = FRAME_SAMPLES * 10;
    const scene = new Float32Array(lead + speech.length + lead);
    scene.set(speech, lead);
    const probabilities = await judge(scene);
    const speechFrames = Math.floor(speech.length / FRAME_SAMPLES);
    const voiced = probabilities.map((probability) => probability >= 0.5);
    expect(voiced.slice(0, 9)).not.toContain(true);
    expect(voiced.indexOf(true)).toBeLessThanOrEqual(12);
    expect(voiced.slice(10, 10 + speechFrames).filter(Boolean).length / speechFrames).toBeGreaterThan(0.8);
    expect(voiced.slice(10 + speechFrames + 5)).not.toContain(true);
  });

  it("hears no speech in silence, hiss and a hum", async () => {
    const hum = Float32Array.from({ length: FRAME_SAMPLES * 25 }, (_, n) => 0.2 * Math.sin((2 * Math.PI * 100 * n) / 24_000));
    for (const sound of [new Float32Array(FRAME_SAMPLES * 25), noise(FRAME_SAMPLES * 25, 0.05), hum]) {
      const probabilities = await judge(sound);
      expect(Math.max(...probabilities)).toBeLessThan(0.5);
    }
  });

  it("keeps lanes apart: two at once give what each gives alone", async () => {
    const alone = await judge(speech);
    const [together, silent] = await Promise.all([judge(speech), judge(new Float32Array(speech.length))]);
    expect(together).toEqual(alone);
    expect(Math.max(...silent)).toBeLessThan(0.5);
  });

  it("listens to a whole recording at 16 kHz: one probability per 512 samples, the same as frame by frame", async () => {
    const frames = Math.floor(speech.length / FRAME_SAMPLES);
    const pcm = new Resampler(24_000, 16_000).process(speech.subarray(0, frames * FRAME_SAMPLES));
    const probabilities = await factory.listen(pcm.subarray(0, pcm.length - 100));
    expect(probabilities).toHaveLength(Math.ceil((pcm.length - 100) / 512));
    // a frame says the highest of its two or three windows
    const heard = await judge(speech);
    expect(Math.max(...probabilities.subarray(0, 20))).toBeCloseTo(Math.max(...heard.slice(0, 8)), 4);
    expect(await factory.listen(new Float32Array(0))).toHaveLength(0);
  });

  it("answers at once, in order, and without bound only up to a second of waiting frames", async () => {
    const detector = factory.open();
    const frames = Array.from({ length: 30 }, (_, k) => speech.subarray((k % 20) * FRAME_SAMPLES, ((k % 20) + 1) * FRAME_SAMPLES));
    const answers = await Promise.all(frames.map((frame) => detector.detect(frame)));
    expect(answers).toHaveLength(30);
    detector.close();
    expect(await detector.detect(frames[0] as Float32Array)).toBe(0);
  });

  it("refuses a frame of another length", async () => {
    await expect(factory.open().detect(new Float32Array(100))).rejects.toMatchObject({ code: "bad_request" });
  });
});
