const ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789";

/**
 * A short id that is free in `taken`: the prefix, an underscore and six letters. The prefix keeps it from looking like
 * a number, which JavaScript would sort before every other key.
 */
export function newId(prefix: string, taken: ReadonlySet<string>, random: () => number = Math.random): string {
  for (;;) {
    let id = `${prefix}_`;
    for (let index = 0; index < 6; index++) id += ALPHABET[Math.floor(random() * ALPHABET.length)];
    if (!taken.has(id)) return id;
  }
}
