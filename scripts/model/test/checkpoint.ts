import { createHash } from "node:crypto";
import { makeTgz } from "./make-tar";

export const MODEL = "model.safetensors";
export const CODEC = "tokenizer-e351c8d8-checkpoint125.safetensors";
export const TOKENIZER = "tokenizer_spm_32k_3.model";

/** The files of a small PersonaPlex-like repository, and two that the engine does not read. */
export function makeCheckpoint(): Record<string, Buffer> {
  return {
    [MODEL]: makeBytes("model", 300_000),
    [CODEC]: makeBytes("codec", 50_000),
    [TOKENIZER]: makeBytes("tokenizer", 4_000),
    "config.json": Buffer.alloc(0),
    "voices.tgz": makeTgz([
      { name: "voices", type: "5" },
      { name: "voices/NATF0.pt", content: makeBytes("NATF0", 700) },
      { name: "voices/NATM1.wav", content: makeBytes("NATM1", 900) },
      { name: "voices/readme.txt", content: "not a voice" },
    ]),
    "dist.tgz": makeBytes("web client", 1_000),
    "README.md": Buffer.from("# A checkpoint\n"),
  };
}

/** The same bytes for the same name, and no pattern in them. */
export function makeBytes(name: string, sizeBytes: number): Buffer {
  const blocks: Buffer[] = [];
  for (let index = 0; index * 32 < sizeBytes; index++) blocks.push(createHash("sha256").update(`${name} ${index}`).digest());
  return Buffer.concat(blocks).subarray(0, sizeBytes);
}
