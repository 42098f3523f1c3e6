/** The small trained model that a machine without a GPU offers beside the rehearsal speaker: whether it is there, and what it is. */
import { access, readFile } from "node:fs/promises";
import path from "node:path";
import { ADDON_FILE } from "@duologue/native";
import type { SpeakerInfo } from "@duologue/protocol";
import { readSpeakerWords } from "./describe-checkpoint";

export type Offered = { info: SpeakerInfo } | { missing: string };

/** Looks without reading weights. `missing`: what would have to be there, in words. */
export async function findOffered(folder: string, addonFile = ADDON_FILE): Promise<Offered> {
  const model = path.basename(path.resolve(folder));
  const configFile = path.join(folder, "config.json");
  const config = await readFile(configFile, "utf8").then(parseObject, () => null);
  if (config === null) return { missing: `a readable ${configFile}` };
  const files = ["moshi_name", "mimi_name", "tokenizer_name"].map((key) => path.join(folder, String(config[key] ?? "")));
  for (const file of [...files, addonFile]) if (!(await isThere(file))) return { missing: file };
  const { title, description } = readSpeakerWords(config) ?? { title: model, description: "" };
  return { info: { kind: "native", title, description, model, weightsSha256: null, device: "cpu" } };
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
