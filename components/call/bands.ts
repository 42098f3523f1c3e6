/** Colour bands for the two figures that decide whether talking feels natural. */
export type Band = "good" | "fair" | "poor";

/** One model step must fit into the 80 ms frame; half of it leaves room. */
export function stepBand(stepMs: number): Band {
  if (stepMs < 40) return "good";
  return stepMs < 80 ? "fair" : "poor";
}

/** Round trip on the network. Above a quarter of a second people begin to talk into each other. */
export function delayBand(roundTripMs: number): Band {
  if (roundTripMs < 100) return "good";
  return roundTripMs < 250 ? "fair" : "poor";
}

export const BAND_TONES: Record<Band, string> = { good: "text-success", fair: "text-warning", poor: "text-danger" };
export const BAND_WORDS: Record<Band, string> = { good: "good", fair: "fair", poor: "poor" };
