/** Walks both lanes of a recording with the voice detector, in upstream's framing: windows of 512 samples at 16 kHz, 64 before each. */
import { Resampler, THRESHOLDS } from "@duologue/metrics";
import { SAMPLE_RATE_HZ } from "@duologue/protocol";
import type { StereoChunk } from "./read-stereo-wav";

const RATE_HZ = THRESHOLDS.voiceSampleRateHz.value;
const WINDOW_SAMPLES = THRESHOLDS.voiceWindowSamples.value;
/** the network also sees the last samples of the window before */
const CONTEXT_SAMPLES = 64;
const INPUT_SAMPLES = CONTEXT_SAMPLES + WINDOW_SAMPLES;
const LANES = ["caller", "agent"] as const;
const STATE_SIZE = 2 * LANES.length * 128;

/** One window of each lane, one behind the other, and what the network remembers → how likely each holds voice. */
export type DetectorStep = (windows: Float32Array, state: Float32Array) => Promise<{ caller: number; agent: number; state: Float32Array }>;

export interface Heard {
  caller: number[];
  agent: number[];
  /** of each lane, at 16 kHz */
  sampleCount: number;
  /** of each lane, at 24 kHz */
  recordedSamples: number;
}

/** One probability for every window; the last is filled up with silence. Holds no more than a chunk in memory. */
export async function listenToLanes(chunks: AsyncIterable<StereoChunk>, detect: DetectorStep): Promise<Heard> {
  const lanes = { caller: openLane(), agent: openLane() };
  const heard: Heard = { caller: [], agent: [], sampleCount: 0, recordedSamples: 0 };
  let state: Float32Array = new Float32Array(STATE_SIZE);

  const detectWhole = async () => {
    const windows = Math.floor(lanes.caller.waiting.length / WINDOW_SAMPLES);
    for (let k = 0; k < windows; k++) {
      const input = new Float32Array(LANES.length * INPUT_SAMPLES);
      LANES.forEach((lane, index) => {
        const { context, waiting } = lanes[lane];
        const window = waiting.subarray(k * WINDOW_SAMPLES, (k + 1) * WINDOW_SAMPLES);
        input.set(context, index * INPUT_SAMPLES);
        input.set(window, index * INPUT_SAMPLES + CONTEXT_SAMPLES);
        lanes[lane].context = window.slice(WINDOW_SAMPLES - CONTEXT_SAMPLES);
      });
      const answer = await detect(input, state);
      state = answer.state;
      heard.caller.push(answer.caller);
      heard.agent.push(answer.agent);
    }
    for (const lane of LANES) lanes[lane].waiting = lanes[lane].waiting.slice(windows * WINDOW_SAMPLES);
  };

  for await (const chunk of chunks) {
    heard.recordedSamples += chunk.caller.length;
    for (const lane of LANES) lanes[lane].add(chunk[lane]);
    await detectWhole();
  }
  heard.sampleCount = Math.round((heard.recordedSamples * RATE_HZ) / SAMPLE_RATE_HZ);
  const missing = Math.ceil(heard.sampleCount / WINDOW_SAMPLES) * WINDOW_SAMPLES - heard.caller.length * WINDOW_SAMPLES;
  if (missing > 0) {
    for (const lane of LANES) lanes[lane].fillTo(missing);
    await detectWhole();
  }
  return heard;
}

interface OpenLane {
  waiting: Float32Array;
  context: Float32Array;
  add(samples: Float32Array): void;
  fillTo(samples: number): void;
}

/** At 16 kHz, and not a sample later than in the recording: the filter's lag is cut off at the front. */
function openLane(): OpenLane {
  const resampler = new Resampler(SAMPLE_RATE_HZ, RATE_HZ);
  const lagSamples = Math.round((resampler.delaySamples * RATE_HZ) / SAMPLE_RATE_HZ);
  let toSkip = lagSamples;
  const lane: OpenLane = {
    waiting: new Float32Array(0),
    context: new Float32Array(CONTEXT_SAMPLES),
    add(samples) {
      const fresh = resampler.process(samples);
      const skipped = Math.min(toSkip, fresh.length);
      toSkip -= skipped;
      const joined = new Float32Array(lane.waiting.length + fresh.length - skipped);
      joined.set(lane.waiting);
      joined.set(fresh.subarray(skipped), lane.waiting.length);
      lane.waiting = joined;
    },
    fillTo(samples) {
      lane.add(new Float32Array(resampler.delaySamples));
      const filled = new Float32Array(samples);
      filled.set(lane.waiting.subarray(0, samples));
      lane.waiting = filled;
    },
  };
  return lane;
}
