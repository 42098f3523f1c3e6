/** Who has the floor, in one word, seen from the persona. */
export type FloorState = "listening" | "speaking" | "both" | "quiet";

export function floorStateOf(speaking: { caller: boolean; agent: boolean }): FloorState {
  if (speaking.agent) return speaking.caller ? "both" : "speaking";
  return speaking.caller ? "listening" : "quiet";
}

export const FLOOR_WORDS: Record<FloorState, string> = {
  listening: "Listening",
  speaking: "Speaking",
  both: "Both talking",
  quiet: "Quiet",
};
