/** The audio thread's code as it is served, run here by hand: 128 samples a turn. */
import { beforeEach, describe, expect, it, vi } from "vitest";

interface Processor {
  port: { onmessage: ((event: { data: unknown }) => void) | null; sent: Record<string, number & Float32Array>[] };
  process(inputs: Float32Array[][], outputs: Float32Array[][]): boolean;
}

async function load(file: "capture" | "player", rateHz: number): Promise<Processor> {
  let Registered: (new () => Processor) | null = null;
  class Base {
    port = {
      onmessage: null,
      sent: [] as unknown[],
      postMessage(message: unknown) {
        this.sent.push(message);
      },
    };
  }
  vi.stubGlobal("AudioWorkletProcessor", Base);
  vi.stubGlobal("sampleRate", rateHz);
  vi.stubGlobal("registerProcessor", (_name: string, processor: new () => Processor) => {
    Registered = processor;
  });
  vi.resetModules();
  await import(`../../../public/worklets/${file}.js`);
  if (!Registered) throw new Error("The worklet registered nothing.");
  return new (Registered as new () => Processor)();
}

const tone = (rateHz: number, hz: number, samples: number, amplitude = 0.5) =>
  Float32Array.from({ length: samples }, (_, i) => amplitude * Math.sin((2 * Math.PI * hz * i) / rateHz));

function capture(processor: Processor, input: Float32Array): Float32Array[] {
  for (let at = 0; at < input.length; at += 128) processor.process([[input.subarray(at, at + 128)]], []);
  return processor.port.sent.map((message) => message.samples as Float32Array);
}
const rms = (samples: ArrayLike<number>) => Math.sqrt(Array.from(samples).reduce((sum, value) => sum + value * value, 0) / samples.length);
/** How strong one frequency is in 24 kHz samples. */
function strengthOf(samples: Float32Array, hz: number): number {
  let re = 0;
  let im = 0;
  for (const [i, value] of samples.entries()) {
    re += value * Math.cos((2 * Math.PI * hz * i) / 24_000);
    im += value * Math.sin((2 * Math.PI * hz * i) / 24_000);
  }
  return (2 * Math.hypot(re, im)) / samples.length;
}
const joined = (packets: Float32Array[]) => Float32Array.from(packets.flatMap((packet) => [...packet]));

describe("capture worklet", () => {
  it("passes 24 kHz through untouched, in packets of 480", async () => {
    const input = tone(24_000, 440, 4_800);
    const packets = capture(await load("capture", 24_000), input);
    expect(packets).toHaveLength(10);
    expect([...joined(packets)]).toEqual([...input]);
  });

  it.each([48_000, 44_100, 16_000, 96_000])("turns %i Hz into 24 kHz: the tone stays, its rate is right", async (rateHz) => {
    const packets = capture(await load("capture", rateHz), tone(rateHz, 1_000, rateHz));
    expect(packets.length).toBeGreaterThanOrEqual(49);
    const settled = joined(packets.slice(5, 45));
    expect(strengthOf(settled, 1_000)).toBeCloseTo(0.5, 2);
    expect(rms(settled)).toBeCloseTo(0.5 / Math.SQRT2, 2);
  });

  it("keeps out what 24 kHz cannot carry", async () => {
    const packets = capture(await load("capture", 48_000), tone(48_000, 16_000, 48_000));
    expect(rms(joined(packets.slice(5, 45)))).toBeLessThan(0.003);
  });

  it("falls silent behind a closed gate and goes on counting time", async () => {
    const processor = await load("capture", 24_000);
    processor.port.onmessage?.({ data: { type: "gate", open: false } });
    const packets = capture(processor, tone(24_000, 440, 2_400));
    expect(packets).toHaveLength(5);
    expect(rms(packets[4] as Float32Array)).toBe(0);
    expect(processor.port.sent[4]?.db).toBe(-100);
  });
});

describe("player worklet", () => {
  let processor: Processor;
  const write = (start: number, samples: Float32Array) => processor.port.onmessage?.({ data: { type: "write", start, samples } });
  const run = (samples: number): Float32Array => {
    const out = new Float32Array(samples);
    for (let at = 0; at < samples; at += 128) processor.process([], [[out.subarray(at, at + 128)]]);
    return out;
  };
  const last = () => processor.port.sent.at(-1) as Record<string, number>;
  beforeEach(async () => {
    processor = await load("player", 48_000);
    processor.port.onmessage?.({ data: { type: "margin", samples: 1_920 } });
  });

  it("holds the margin, then plays sample by sample and knows its place", () => {
    const frame = tone(48_000, 440, 3_840);
    write(7_680, frame);
    const out = run(1_920 + 1_920);
    expect(rms(out.subarray(0, 1_920))).toBe(0);
    expect([...out.subarray(1_920 + 240)]).toEqual([...frame.subarray(240, 1_920)]);
    /* told every 1,024 samples, the last time after three of them */
    expect(last().position).toBe(7_680 + 3 * 1_024 - 1_920);
  });

  it("counts one underrun for one run-dry and holds the margin again", () => {
    write(0, tone(48_000, 440, 3_840));
    run(1_920 + 3_840 + 4_096);
    expect(last()).toMatchObject({ underruns: 1, buffered: 0 });
    write(3_840, tone(48_000, 440, 3_840));
    run(1_024);
    expect(last().position).toBe(3_840);
    run(1_920);
    expect(last().position).toBeGreaterThan(3_840);
    expect(last().underruns).toBe(1);
  });

  it("counts none when the lane is finished", () => {
    write(0, tone(48_000, 440, 3_840));
    processor.port.onmessage?.({ data: { type: "finish" } });
    run(1_920 + 3_840 + 4_096);
    expect(last()).toMatchObject({ underruns: 0, drained: true });
  });

  it("leaves a missing stretch silent in its place and ignores what it has already", () => {
    const frame = new Float32Array(3_840).fill(0.5);
    write(0, frame);
    write(0, frame);
    write(5_760, frame);
    const out = run(1_920 + 9_600);
    expect(out[1_920 + 3_000]).toBe(0.5);
    expect(out[1_920 + 4_500]).toBe(0);
    expect(out[1_920 + 7_000]).toBe(0.5);
  });

  it("catches up when it is far behind, and stays bounded", () => {
    for (let k = 0; k < 80; k++) write(k * 3_840, tone(48_000, 440, 3_840, 0.2));
    run(960);
    expect((last().buffered as number) / 48_000).toBeLessThan(5.5);
    run(96_000 + 2_048);
    expect(last().skipped).toBeGreaterThan(0);
    expect((last().buffered as number) / 48).toBeLessThan(100);
  });

  it("plays last words that came all at once whole, without catching up", () => {
    const samples = 42 * 3_840;
    for (let k = 0; k < 42; k++) write(k * 3_840, tone(48_000, 440, 3_840, 0.2));
    processor.port.onmessage?.({ data: { type: "finish" } });
    run(samples + 4_096);
    expect(last()).toMatchObject({ skipped: 0, position: samples, drained: true });
  });

  it("cuts speech without a pause only when the delay is clear and has lasted", () => {
    for (let k = 0; k < 4; k++) write(k * 3_840, tone(48_000, 440, 3_840));
    for (let k = 4; k < 80; k++) {
      write(k * 3_840, tone(48_000, 440, 3_840));
      run(3_840);
      if (k === 55) expect(last().skipped).toBe(0);
    }
    expect(last().skipped).toBeGreaterThan(7_200);
    expect(last().underruns).toBe(0);
  });

  it("shortens silence, not speech, when it is a little behind", () => {
    for (let k = 0; k < 3; k++) write(k * 3_840, tone(48_000, 440, 3_840));
    for (let k = 3; k < 60; k++) {
      write(k * 3_840, k < 40 ? tone(48_000, 440, 3_840) : new Float32Array(3_840));
      run(3_840);
      if (k === 39) expect(last().skipped).toBe(0);
    }
    expect(last().skipped).toBeGreaterThan(0);
    expect(last().underruns).toBe(0);
  });
});
