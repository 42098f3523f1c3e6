/** Words for what happens between the two sides of a call. */
import { FRAME_MS } from "@duologue/protocol";
import type { FloorMark, MarkKind } from "./floor-marks";

export const MARK_WORDS: Record<MarkKind, { name: string; meaning: string }> = {
  turn: { name: "Turn", meaning: "has the floor until the other takes it" },
  pause: { name: "Pause", meaning: "silence inside a turn" },
  gap: { name: "Gap", meaning: "silence between two turns" },
  overlap: { name: "Both talking", meaning: "both are heard at once" },
  backchannel: { name: "Backchannel", meaning: "a short “mm-hm” that takes no floor" },
  bargeIn: { name: "Barge-in", meaning: "the caller cuts in; as long as it took the persona to fall silent" },
  missedTurn: { name: "Missed turn", meaning: "the caller ended, and nobody spoke for 3 s" },
  falseStop: { name: "False stop", meaning: "the persona fell silent, though the caller seems to have said only “mm-hm”" },
};

const WHO = { caller: "Caller’s ", agent: "Persona’s " } as const;

/** "Persona’s turn, 0:03.28, 1.44 s": what, when to the frame, how long. */
export function markLabel({ kind, lane, fromFrame, toFrame, stopMs }: FloorMark): string {
  const { name } = MARK_WORDS[kind];
  const named =
    lane && kind !== "missedTurn" && kind !== "falseStop" ? `${WHO[lane]}${name.charAt(0).toLowerCase()}${name.slice(1)}` : name;
  const length = kind === "bargeIn" || kind === "falseStop" ? stopWords(stopMs) : `${((toFrame - fromFrame) * FRAME_MS) / 1_000} s`;
  return `${named}, ${formatFrame(fromFrame)}, ${length}`;
}

/** The moment at which a frame begins: 41 → "0:03.28". */
export function formatFrame(frameIndex: number): string {
  const totalMs = frameIndex * FRAME_MS;
  const minutes = Math.floor(totalMs / 60_000);
  return `${minutes}:${((totalMs % 60_000) / 1_000).toFixed(2).padStart(5, "0")}`;
}

function stopWords(stopMs: number | null): string {
  return stopMs === null ? "the persona spoke on" : `silent after ${Math.round(stopMs)} ms`;
}
