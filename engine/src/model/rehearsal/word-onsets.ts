/**
 * When each word of a spoken line begins. The synthesiser tells the phones and their end times but not the words, so the line's
 * words are also read out one by one, with pauses, and the two phone sequences are aligned (edit distance): the first phone of
 * a word then has a time. Where the pauses do not tell the words apart, words share the phones by their length in letters.
 */
export interface Phone {
  name: string;
  startSeconds: number;
  endSeconds: number;
}

const PAUSE = "pau";
const VOWELS = /^(aa|ae|ah|ao|aw|ax|axr|ay|eh|er|ey|ih|iy|ow|oy|uh|uw)$/;

/** "pau:0.218 g:0.280 …" → phones; end times in seconds. */
export function parsePhones(text: string): Phone[] {
  const phones: Phone[] = [];
  let startSeconds = 0;
  for (const match of text.matchAll(/([a-z]+\d?):(\d+\.\d+)/g)) {
    const endSeconds = Number(match[2]);
    phones.push({ name: match[1] as string, startSeconds, endSeconds });
    startSeconds = endSeconds;
  }
  return phones;
}

/**
 * Onset of each sayable word in seconds, never decreasing. `line`: phones of the whole line; `list`: phones of its words read
 * one by one; `letters`: length of each word, for the fallback.
 */
export function findWordOnsets(line: Phone[], list: Phone[], letters: number[]): number[] {
  const spoken = line.filter((phone) => phone.name !== PAUSE);
  if (spoken.length === 0) return letters.map(() => 0);
  const groups = splitAtPauses(list);
  const owners =
    groups.length === letters.length
      ? groups.flatMap((group, word) => group.map((name) => ({ name, word })))
      : shareByLetters(spoken.length, letters);
  const firstPhone = new Array<number | undefined>(letters.length);
  if (groups.length === letters.length) {
    for (const [phone, owner] of align(
      spoken.map((phone) => phone.name),
      owners.map((owner) => owner.name),
    )) {
      const word = owners[owner]?.word as number;
      firstPhone[word] = Math.min(firstPhone[word] ?? phone, phone);
    }
  } else {
    owners.forEach((owner, phone) => {
      firstPhone[owner.word] ??= phone;
    });
  }
  let onset = spoken[0]?.startSeconds ?? 0;
  return letters.map((_, word) => {
    const phone = firstPhone[word];
    if (phone !== undefined) onset = Math.max(onset, spoken[phone]?.startSeconds ?? onset);
    return onset;
  });
}

function splitAtPauses(phones: Phone[]): string[][] {
  const groups: string[][] = [];
  let group: string[] = [];
  for (const { name } of phones) {
    if (name !== PAUSE) group.push(name);
    else if (group.length > 0) {
      groups.push(group);
      group = [];
    }
  }
  if (group.length > 0) groups.push(group);
  return groups;
}

function shareByLetters(phoneCount: number, letters: number[]): { name: string; word: number }[] {
  const total = letters.reduce((sum, count) => sum + Math.max(1, count), 0);
  const owners: { name: string; word: number }[] = [];
  let before = 0;
  letters.forEach((count, word) => {
    before += Math.max(1, count);
    while (owners.length < Math.round((before / total) * phoneCount)) owners.push({ name: "", word });
  });
  return owners;
}

/** Pairs [index in a, index in b] of the cheapest edit path; a vowel may stand for a vowel at half price. */
function align(a: string[], b: string[]): [number, number][] {
  const width = b.length + 1;
  const cost = new Float32Array((a.length + 1) * width);
  for (let i = 0; i <= a.length; i++) {
    for (let j = 0; j <= b.length; j++) {
      if (i === 0 || j === 0) {
        cost[i * width + j] = i + j;
        continue;
      }
      const swap = (cost[(i - 1) * width + j - 1] as number) + substitution(a[i - 1] as string, b[j - 1] as string);
      const skipA = (cost[(i - 1) * width + j] as number) + 1;
      const skipB = (cost[i * width + j - 1] as number) + 1;
      cost[i * width + j] = Math.min(swap, skipA, skipB);
    }
  }
  const pairs: [number, number][] = [];
  let i = a.length;
  let j = b.length;
  while (i > 0 && j > 0) {
    const here = cost[i * width + j] as number;
    if (here === (cost[(i - 1) * width + j - 1] as number) + substitution(a[i - 1] as string, b[j - 1] as string)) {
      pairs.push([--i, --j]);
    } else if (here === (cost[(i - 1) * width + j] as number) + 1) i--;
    else j--;
  }
  return pairs.reverse();
}

function substitution(a: string, b: string): number {
  if (a === b) return 0;
  return VOWELS.test(a) && VOWELS.test(b) ? 0.5 : 1.25;
}
