/** Which marks stand on which row of the overlap lanes, and how one gets from mark to mark. */
import type { FloorMark } from "@/lib/shared/floor-marks";

export const FLOOR_ROWS = ["agent", "between", "caller"] as const;
export type FloorRow = (typeof FLOOR_ROWS)[number];

export interface PlacedMark extends FloorMark {
  id: string;
  row: FloorRow;
}

/** What lies over what: a pause over its turn, a barge-in over the turn that it begins, a false stop over the one that it ends. */
const HEIGHT: Record<FloorMark["kind"], number> = {
  turn: 0,
  gap: 1,
  missedTurn: 1,
  overlap: 2,
  pause: 3,
  bargeIn: 4,
  falseStop: 4,
  backchannel: 5,
};

/** In the order of time; of two that begin together the one beneath comes first. */
export function placeMarks(marks: readonly FloorMark[]): PlacedMark[] {
  return marks
    .map((mark) => ({ ...mark, id: `${mark.kind}-${mark.lane}-${mark.fromFrame}-${mark.toFrame}`, row: rowOf(mark) }))
    .sort((a, b) => a.fromFrame - b.fromFrame || HEIGHT[a.kind] - HEIGHT[b.kind])
    .filter((mark, k, all) => all[k - 1]?.id !== mark.id);
}

/** A missed turn is a silence, though it is the caller who waits. */
function rowOf({ kind, lane }: FloorMark): FloorRow {
  return kind === "missedTurn" || lane === null ? "between" : lane;
}

/** Where a key leads from mark `index`; null where it leads nowhere. */
export function moveToMark(key: string, index: number, count: number): number | null {
  const goals: Record<string, number> = { ArrowLeft: index - 1, ArrowRight: index + 1, Home: 0, End: count - 1 };
  const goal = goals[key];
  return goal === undefined || goal < 0 || goal >= count || goal === index ? null : goal;
}
