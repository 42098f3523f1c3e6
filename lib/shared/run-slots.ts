import type { EngineStatus } from "./health";

export interface RunSlots {
  /** of whoever answers, on all engines that take calls */
  slots: number;
  /** those of them that a run may take */
  forRuns: number;
}

/** Who answers with more than one slot keeps one for people. */
export function slotsForRuns({ capacity }: { capacity: number }): number {
  return capacity > 1 ? capacity - 1 : capacity;
}

/** How many calls of a run can be answered at once: by the engines' own speakers where `offer` is null, else by the one of that name. */
export function findRunSlots(engines: readonly EngineStatus[], offer: string | null): RunSlots {
  const taking = engines.filter((engine) => engine.alive && !engine.draining);
  const answering = taking.flatMap((engine) => {
    if (offer === null) return [engine];
    return [engine, ...engine.offers].find(({ speaker }) => speaker.model === offer) ?? [];
  });
  return {
    slots: answering.reduce((sum, { capacity }) => sum + capacity, 0),
    forRuns: answering.reduce((sum, one) => sum + slotsForRuns(one), 0),
  };
}
