import { readFile } from "node:fs/promises";
import path from "node:path";
import type { ModelInfo } from "@duologue/native";
import type { SpeakerInfo } from "@duologue/protocol";
import { readSampling } from "./read-sampling";

/** Our own key of config.json: written by the tool that makes checkpoints of random weights. */
const RANDOM_WEIGHTS = "random_weights";
/** Our own key of config.json, {title, description}: how a checkpoint that cannot do everything wants to be introduced. */
const SPEAKER_WORDS = "speaker";

/** What people are told about who answers, and the sampling that it recommends. Random weights are named as what they are: noise. */
export async function describeCheckpoint(folder: string, info: ModelInfo): Promise<SpeakerInfo> {
  const configFile = path.join(folder, "config.json");
  const config = await readConfig(configFile);
  const sampling = readSampling(config, configFile);
  const isRandom = config[RANDOM_WEIGHTS] === true;
  const size = formatParameters(info.parameterCount);
  const family = info.architecture === "personaplex" ? "PersonaPlex" : "Moshi";
  const words = readSpeakerWords(config) ?? {
    title: `${info.name} (${family}, ${size})`,
    description:
      "It listens and speaks at the same time, finds its own words from the persona's prompt, and speaks in the voice of your sample.",
  };
  return {
    kind: "native",
    title: isRandom ? `Random weights (${size}): noise, not speech` : words.title,
    description: isRandom
      ? "These weights were drawn at random to try the engine: what you hear is noise, and nothing you say is understood. Load a trained checkpoint to talk."
      : words.description,
    model: isRandom ? `random weights (${info.name})` : info.name,
    weightsSha256: info.weightsSha256,
    device: info.device,
    ...(sampling ? { sampling } : {}),
  };
}

/** The checkpoint's own words about itself; null where it brings none. */
export function readSpeakerWords(config: Record<string, unknown>): { title: string; description: string } | null {
  const words = config[SPEAKER_WORDS] as { title?: unknown; description?: unknown } | null | undefined;
  const { title, description } = words ?? {};
  return typeof title === "string" && typeof description === "string" ? { title, description } : null;
}

async function readConfig(file: string): Promise<Record<string, unknown>> {
  try {
    const config: unknown = JSON.parse(await readFile(file, "utf8"));
    return typeof config === "object" && config !== null ? (config as Record<string, unknown>) : {};
  } catch {
    // Absent or empty, as PersonaPlex's own is; the native library has already judged the folder.
    return {};
  }
}

function formatParameters(count: number): string {
  if (count >= 1e9) return `${(count / 1e9).toFixed(1)} B parameters`;
  if (count >= 1e6) return `${Math.round(count / 1e6)} M parameters`;
  return `${Math.max(1, Math.round(count / 1e3))} k parameters`;
}
