import { SCHEMA_URL } from "../../schema";

/**
 * 0.9 → 1.0. The draft of the format wrote its keys in snake_case, named the start in `flow.start`, had built-in voices, and
 * called an edge on the caller's words `caller_said`. Lists of nodes and edges are turned into maps by the importer.
 * Pure: the input is left as it is.
 */
const RENAMED: Record<string, string> = {
  spec_version: "specVersion",
  sample_lines: "sampleLines",
  hold_ms: "holdMs",
  record_id: "recordId",
  granted_at: "grantedAt",
  token_limit: "tokenLimit",
  text_temperature: "textTemperature",
  text_top_k: "textTopK",
  audio_temperature: "audioTemperature",
  audio_top_k: "audioTopK",
};

export function migrate09(file: Record<string, unknown>): Record<string, unknown> {
  const renamed: Record<string, unknown> = { ...rename(file), specVersion: "1.0", $schema: SCHEMA_URL };
  // the text people wrote for themselves is theirs: keys in extensions and names of variables stay
  for (const key of ["extensions", "variables"]) if (key in file) renamed[key] = file[key];
  if (isRecord(renamed.voice) && renamed.voice.kind === "builtin") renamed.voice = { ...renamed.voice, kind: "default", ref: null };
  if (isRecord(renamed.flow)) {
    const { start: _start, ...flow } = renamed.flow;
    renamed.flow = flow;
  }
  return renamed;
}

function rename(value: Record<string, unknown>): Record<string, unknown> {
  if (value.type === "caller_said") return { type: "caller_choice", value: typeof value.value === "string" ? value.value : "" };
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [RENAMED[key] ?? key, renameInside(inner)]));
}

function renameInside(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(renameInside);
  return isRecord(value) ? rename(value) : value;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
