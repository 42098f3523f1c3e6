/** A seed of its own for each call of a run, the same for every persona, so that versions are compared on the same draw (FNV-1a). */
export function deriveCallSeed(seed: number, scenario: string, repeat: number): number {
  const name = `${scenario} ${repeat}`;
  let hash = (0x811c9dc5 ^ seed) >>> 0;
  for (let k = 0; k < name.length; k++) hash = Math.imul(hash ^ name.charCodeAt(k), 0x01000193) >>> 0;
  return hash % 2 ** 31;
}
