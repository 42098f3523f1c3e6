import { SAMPLE_RATE_HZ } from "@duologue/protocol";
import { describe, expect, it } from "vitest";
import { levelEars } from "../../test/level-ears";
import { tone, writeWav } from "../../test/write-wav";
import { type Step, step } from "../suite/schema";
import { type LineParts, renderLine } from "./render-line";

const VOICE = { voice: "slt", pitch: 1, rate: 1 } as const;
const lineOf = (change: object): Step => step.parse({ id: "one", when: { event: "callLive" }, say: "x", ...change });

/** Every text is a second of tone; the wav is a second of silence and one of tone. */
const parts: LineParts = {
  ears: levelEars,
  speaker: { speak: async () => tone(300, 1, SAMPLE_RATE_HZ) },
  readWavFile: async () => writeWav([new Float32Array([...new Float32Array(16_000), ...tone(300, 1, 16_000)])], 16_000),
};

describe("a line", () => {
  it("is its pieces one after the other, and knows where its voice, its pauses and its marks lie", async () => {
    const line = await renderLine(
      lineOf({ say: [{ text: "First." }, { mark: "backchannel" }, { pauseMs: 500 }, { text: "Second." }] }),
      VOICE,
      parts,
    );
    expect(line.samples).toHaveLength(2.5 * SAMPLE_RATE_HZ);
    expect(line.pauses).toEqual([{ startMs: 1_000, endMs: 1_500 }]);
    expect(line.marksMs).toEqual([1_000]);
    expect(line.text).toBe("First. Second.");
    expect(line.voice).toHaveLength(2);
    // 30 ms of padding, windows of 32 ms
    expect(line.voice[0]?.endMs).toBeGreaterThan(990);
    expect(line.voice[0]?.endMs).toBeLessThan(1_070);
    expect(line.voice[1]?.startMs).toBeGreaterThan(1_430);
    expect(line.voice[1]?.startMs).toBeLessThan(1_510);
  });

  it("may be cut from a recording", async () => {
    const line = await renderLine(lineOf({ say: [{ wav: "a.wav", startMs: 1_200, endMs: 1_900, text: "yes" }] }), VOICE, parts);
    expect(line.samples).toHaveLength(0.7 * SAMPLE_RATE_HZ);
    expect(line.text).toBe("yes");
  });

  it("that is too short for the ears has its voice where it is loud", async () => {
    const short = {
      ...parts,
      speaker: {
        speak: async () => new Float32Array([...new Float32Array(2_400), ...tone(300, 0.1, SAMPLE_RATE_HZ), ...new Float32Array(2_400)]),
      },
    };
    const { voice } = await renderLine(lineOf({ say: "mm" }), VOICE, short);
    expect(voice).toHaveLength(1);
    expect(voice[0]?.startMs).toBeCloseTo(100, -1);
    expect(voice[0]?.endMs).toBeCloseTo(200, -1);
  });

  it("to somebody else sounds as from further away, and its voice lies where it lay", async () => {
    const near = await renderLine(lineOf({}), VOICE, parts);
    const away = await renderLine(lineOf({ as: "toOther" }), VOICE, parts);
    expect(away.samples.length).toBeGreaterThan(near.samples.length);
    expect(away.voice).toEqual(near.voice);
  });

  it("without any sound is refused", async () => {
    const silent = { ...parts, speaker: { speak: async () => new Float32Array(0) } };
    await expect(renderLine(lineOf({}), VOICE, silent)).rejects.toThrow("Expected step one to say something");
  });
});
