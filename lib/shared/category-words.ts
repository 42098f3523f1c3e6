const WORDS: Record<string, string> = {
  smoothTurn: "Smooth turns",
  pause: "Pauses",
  interruption: "Interruptions",
  backchannel: "Backchannels",
  overlap: "Overlapping sounds",
  words: "Words",
  call: "From calls",
};

/** A category of a suite in words; a suite's own stand as they are. */
export function categoryWords(category: string): string {
  return WORDS[category] ?? category;
}
