const WORDS: Record<string, string> = {
  smoothTurn: "Smooth turns",
  pause: "Pauses",
  interruption: "Interruptions",
  backchannel: "Backchannels",
  overlap: "Overlapping sounds",
  words: "Words",
  call: "From calls",
};

/** A category of a suite in words; of a suite's own its name: "proper-noun" → "Proper noun". */
export function categoryWords(category: string): string {
  const known = WORDS[category];
  if (known) return known;
  const spaced = category.replaceAll(/[-_]+/g, " ").trim();
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}
