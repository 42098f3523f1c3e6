import { parseArgs } from "node:util";
import { type AudioCodec, FRAME_MS } from "@duologue/protocol";
import { HIGHEST_FRAME_NUMBER } from "./frame-number";

/** What answers: null is the echo. */
export interface ModelOrder {
  folder: string;
  device: "auto" | "cpu" | "cuda";
  weights: "auto" | "as_stored" | "f32" | "bf16" | "i8";
  keys: "from_weights" | "bf16" | "i8";
  threads: number;
  addonFile: string | undefined;
}

export interface BenchOptions {
  calls: number;
  seconds: number;
  codec: AudioCodec;
  model: ModelOrder | null;
  staggerMs: number;
  generators: number;
  jsonFile: string | undefined;
}

/** More callers than this in one process, and its own event loop would be measured. */
const CALLS_PER_GENERATOR = 64;

/** Throws an Error that says what was expected. */
export function readOptions(args: string[]): BenchOptions {
  const { values } = parseArgs({
    args,
    options: {
      calls: { type: "string", default: "50" },
      seconds: { type: "string", default: "20" },
      codec: { type: "string", default: "pcm16" },
      model: { type: "string" },
      device: { type: "string", default: "auto" },
      weights: { type: "string", default: "auto" },
      keys: { type: "string", default: "from_weights" },
      threads: { type: "string", default: "0" },
      addon: { type: "string" },
      "stagger-ms": { type: "string", default: "250" },
      generators: { type: "string" },
      json: { type: "string" },
    },
  });
  const calls = count("calls", values.calls, 1, 1_000);
  const seconds = count("seconds", values.seconds, 1, (HIGHEST_FRAME_NUMBER * FRAME_MS) / 2_000);
  const codec = oneOf("codec", values.codec, ["pcm16", "opus"]);
  const model =
    values.model === undefined
      ? null
      : {
          folder: values.model,
          device: oneOf("device", values.device, ["auto", "cpu", "cuda"]),
          weights: oneOf("weights", values.weights, ["auto", "as_stored", "f32", "bf16", "i8"]),
          keys: oneOf("keys", values.keys, ["from_weights", "bf16", "i8"]),
          threads: count("threads", values.threads, 0, 1_024),
          addonFile: values.addon,
        };
  if (model && codec === "opus") {
    throw new Error(
      "--codec: expected pcm16 with --model, received opus. It changes the samples that number a caller's frames, and the bursts that stand " +
        "for them in an echo do not come back from a model.",
    );
  }
  return {
    calls,
    seconds,
    codec,
    model,
    staggerMs: count("stagger-ms", values["stagger-ms"], 0, 60_000),
    generators: count("generators", values.generators ?? String(Math.ceil(calls / CALLS_PER_GENERATOR)), 1, calls),
    jsonFile: values.json,
  };
}

function count(name: string, given: string, least: number, most: number): number {
  const value = Number(given);
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw new Error(`--${name}: expected a whole number from ${least} to ${Math.floor(most)}, received ${given}.`);
}

function oneOf<T extends string>(name: string, given: string, allowed: readonly T[]): T {
  if ((allowed as readonly string[]).includes(given)) return given as T;
  throw new Error(`--${name}: expected ${allowed.join(", ")}, received ${given}.`);
}
