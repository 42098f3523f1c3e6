import { hashText } from "./hash-text";

export type Split = "train" | "held";

/** Puts `sharePercent` of all texts of a kind into the held-out split: by its hash, so that it never depends on order or seed. */
export function splitOf(kind: string, text: string, sharePercent: number): Split {
  return hashText(`${kind}:${text.toLowerCase()}`) % 10_000 < sharePercent * 100 ? "held" : "train";
}
