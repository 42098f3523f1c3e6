import { FRAME_SAMPLES, SAMPLE_RATE_HZ } from "@duologue/protocol";
import { afterAll, describe, expect, it } from "vitest";
import { measureLoudness } from "./loudness";
import { SpeechSynthesiser } from "./speech-synthesiser";

const LINE = "Good morning, this is Sanni Virtanen of First Neuron Bank. I see 3 flagged payments.";

describe("speech synthesiser", () => {
  const synthesiser = new SpeechSynthesiser();
  afterAll(() => synthesiser.close());

  it("speaks a line: audible, at the target level, without clipping, every word in order inside the sound", async () => {
    const { samples, words } = await synthesiser.speak("rms", LINE, true);
    const seconds = samples.length / SAMPLE_RATE_HZ;
    expect(seconds).toBeGreaterThan(3.5);
    expect(seconds).toBeLessThan(8);
    expect(measureLoudness(samples, SAMPLE_RATE_HZ)).toBeCloseTo(-24, 0);
    expect(samples.reduce((peak, sample) => Math.max(peak, Math.abs(sample)), 0)).toBeLessThan(0.9);
    expect(words.map((word) => word.text)).toEqual(LINE.split(" "));
    const starts = words.map((word) => word.startSample);
    expect(starts).toEqual([...starts].sort((a, b) => a - b));
    expect(new Set(starts).size).toBe(words.length);
    expect(starts.at(-1)).toBeLessThan(samples.length - SAMPLE_RATE_HZ * 0.2);
  });

  it("begins and ends at zero, and no two neighbouring samples at a frame edge jump more than inside the frames", async () => {
    const { samples } = await synthesiser.speak("rms", LINE, true);
    expect(Math.abs(samples[0] ?? 1)).toBeLessThan(1e-3);
    expect(Math.abs(samples.at(-1) ?? 1)).toBeLessThan(1e-3);
    let inside = 0;
    let edge = 0;
    for (let n = 1; n < samples.length; n++) {
      const jump = Math.abs((samples[n] as number) - (samples[n - 1] as number));
      if (n % FRAME_SAMPLES === 0) edge = Math.max(edge, jump);
      else inside = Math.max(inside, jump);
    }
    expect(edge).toBeLessThanOrEqual(inside);
  });

  it("speaks the same line once, and gives exactly the same samples again from a fresh worker", async () => {
    const first = await synthesiser.speak("slt", "Sure.", false);
    expect(await synthesiser.speak("slt", "Sure.", false)).toBe(first);
    expect(synthesiser.peek("slt", "Sure.")).toBe(first);
    const other = new SpeechSynthesiser();
    const again = await other.speak("slt", "Sure.", false);
    await other.close();
    expect(again.samples).toEqual(first.samples);
  });

  it("speaks faster and slower, and keeps the two apart", async () => {
    const own = await synthesiser.speak("slt", "Could you help me with this?", false);
    const fast = await synthesiser.speak("slt", "Could you help me with this?", false, 1.25);
    const slow = await synthesiser.speak("slt", "Could you help me with this?", false, 0.8);
    expect(own.samples.length / fast.samples.length).toBeCloseTo(1.25, 1);
    expect(own.samples.length / slow.samples.length).toBeCloseTo(0.8, 1);
    expect(synthesiser.peek("slt", "Could you help me with this?", 1.25)).toBe(fast);
  });

  it("gives no samples for a line that nobody can pronounce, and still counts its words", async () => {
    const { samples, words } = await synthesiser.speak("rms", "— …", true);
    expect(samples).toHaveLength(0);
    expect(words).toHaveLength(2);
  });

  it("rejects what waits when it is closed", async () => {
    const closing = new SpeechSynthesiser();
    const line = closing.speak("rms", "Never heard.", true);
    const expectation = expect(line).rejects.toMatchObject({ code: "model_failed" });
    await closing.close();
    await expectation;
  });
});
