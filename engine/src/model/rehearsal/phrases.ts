/** The stand-in's own words, kept few and neutral so that they fit any persona. All are synthesised before the first call. */

/** after it was interrupted and the caller has finished */
export const YIELD_REPLIES = ["Sure.", "Of course.", "All right.", "I hear you."] as const;
/** after the caller's turn, when the flow has no line for it */
export const LISTEN_REPLIES = ["Go on, I am listening.", "I see. Please go on.", "I understand. Tell me more."] as const;
/** the same where the flow goes on whatever he said */
export const ACKNOWLEDGEMENTS = ["I see.", "I understand.", "Very well."] as const;
/** the same where the flow needs to know which answer it was, and only a button can tell */
export const CHOICE_HINTS = ["Please choose an answer on your screen.", "You can pick your answer on the screen."] as const;
/** when nobody has spoken for a while */
export const NUDGES = ["Take your time.", "I am still here.", "Whenever you are ready."] as const;

export const ALL_PHRASES: readonly string[] = [...YIELD_REPLIES, ...LISTEN_REPLIES, ...ACKNOWLEDGEMENTS, ...CHOICE_HINTS, ...NUDGES];

/** A phrase and the next state of the random numbers (mulberry32). */
export function choosePhrase(phrases: readonly string[], random: number): { text: string; random: number } {
  const next = (random + 0x6d2b79f5) >>> 0;
  let mixed = Math.imul(next ^ (next >>> 15), next | 1);
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
  const share = ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  return { text: phrases[Math.floor(share * phrases.length)] as string, random: next };
}
