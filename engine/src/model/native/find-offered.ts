/** The small trained model that a machine without a GPU has beside the rehearsal speaker: whether it is there, and what it is. */
import { access, readFile } from "node:fs/promises";
import path from "node:path";
import { ADDON_FILE } from "@duologue/native";
import type { SpeakerInfo } from "@duologue/protocol";
import { readSpeakerWords } from "./describe-checkpoint";
import { readSampling } from "./read-sampling";

export type Offered = { info: SpeakerInfo } | { missing: string } | { wrong: string };

/** Looks without reading weights. `missing`: what would have to be there, in words; `wrong`: what config.json says that cannot be. */
export async function findOffered(folder: string, addonFile = ADDON_FILE): Promise<Offered> {
  const model = path.basename(path.resolve(folder));
  const configFile = path.join(folder, "config.json");
  const config = await readFile(configFile, "utf8").then(parseObject, () => null);
  if (config === null) return { missing: `a readable ${configFile}` };
  const files = ["moshi_name", "mimi_name", "tokenizer_name"].map((key) => path.join(folder, String(config[key] ?? "")));
  for (const file of [...files, addonFile]) if (!(await isThere(file))) return { missing: file };
  const { title, description } = readSpeakerWords(config) ?? { title: model, description: "" };
  try {
    const sampling = readSampling(config, configFile);
    return { info: { kind: "native", title, description, model, weightsSha256: null, device: "cpu", ...(sampling ? { sampling } : {}) } };
  } catch (error) {
    return { wrong: (error as Error).message };
  }
}

function parseObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

const isThere = (file: string) =>
  access(file).then(
    () => true,
    () => false,
  );
