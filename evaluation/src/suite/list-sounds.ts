import type { Suite } from "./schema";

/** The paths of all sounds that a suite plays, each once. */
export function listSounds({ scenarios }: Pick<Suite, "scenarios">): string[] {
  const pieces = scenarios.flatMap(({ script }) => script.flatMap(({ say }) => (Array.isArray(say) ? say : [])));
  return [...new Set(pieces.flatMap((piece) => ("wav" in piece ? [piece.wav] : [])))].sort();
}
