const SMALL =
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(
    " ",
  );
const TENS = "zero ten twenty thirty forty fifty sixty seventy eighty ninety".split(" ");

/** A whole number from 0 to 999,999 in words, without hyphens. */
export function sayNumber(value: number): string {
  if (!Number.isInteger(value) || value < 0 || value > 999_999) {
    throw new Error(`sayNumber: expected a whole number from 0 to 999999, received ${value}`);
  }
  if (value < 20) return SMALL[value] as string;
  if (value < 100) return value % 10 ? `${TENS[Math.floor(value / 10)]} ${SMALL[value % 10]}` : (TENS[value / 10] as string);
  if (value < 1000) return join(`${SMALL[Math.floor(value / 100)]} hundred`, value % 100, " and ");
  return join(`${sayNumber(Math.floor(value / 1000))} thousand`, value % 1000, value % 1000 < 100 ? " and " : " ");
}

function join(head: string, rest: number, between: string): string {
  return rest ? head + between + sayNumber(rest) : head;
}

/** Digits one by one, as a telephone number is read. */
export function sayDigits(digits: readonly number[]): string {
  return digits.map((digit) => SMALL[digit]).join(" ");
}

const IRREGULAR: Record<string, string> = {
  one: "first",
  two: "second",
  three: "third",
  five: "fifth",
  eight: "eighth",
  nine: "ninth",
  twelve: "twelfth",
};

/** "third", "twenty first". */
export function sayOrdinal(value: number): string {
  const words = sayNumber(value).split(" ");
  const last = words.pop() as string;
  const ordinal = IRREGULAR[last] ?? (last.endsWith("y") ? `${last.slice(0, -1)}ieth` : `${last}th`);
  return [...words, ordinal].join(" ");
}
