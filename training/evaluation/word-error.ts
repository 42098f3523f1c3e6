/** Substitutions, insertions and deletions that lead from what was wanted to what was heard, over all words wanted. */
export function wordError(wanted: string[], heard: string[]): number {
  let errors = 0;
  let words = 0;
  for (const [index, line] of wanted.entries()) {
    const expected = wordsOf(line);
    errors += distance(expected, wordsOf(heard[index] ?? ""));
    words += expected.length;
  }
  return errors / words;
}

const wordsOf = (text: string) => text.toLowerCase().match(/[a-z']+/g) ?? [];

function distance(wanted: string[], heard: string[]): number {
  let row = Array.from({ length: heard.length + 1 }, (_, j) => j);
  for (const [i, word] of wanted.entries()) {
    const next = [i + 1];
    for (const [j, other] of heard.entries()) {
      next.push(Math.min((row[j + 1] as number) + 1, (next[j] as number) + 1, (row[j] as number) + (word === other ? 0 : 1)));
    }
    row = next;
  }
  return row.at(-1) as number;
}
