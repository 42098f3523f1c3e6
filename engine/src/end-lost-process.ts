/** The end of a process whose accelerator has failed. docs/decisions/0015 */
import type { Clock } from "./call/ports";

/** Whoever keeps this process starts it again. */
export const EXIT_MODEL_LOST = 75;
/** A device that has failed may hold its threads for ever, and an exit waits for them. */
export const GIVE_UP_CLOSING_MS = 10_000;

export interface LostProcess {
  clock: Pick<Clock, "after">;
  /** gives back what is held: the model's memory, threads */
  close: () => Promise<void>;
  exit: (code: number) => void;
  /** ends this process without waiting for anything */
  kill: () => void;
}

export async function endLostProcess({ clock, close, exit, kill }: LostProcess): Promise<void> {
  const stopWaiting = clock.after(GIVE_UP_CLOSING_MS, kill);
  // what cannot be given back goes with the process
  await close().catch(() => {});
  stopWaiting();
  exit(EXIT_MODEL_LOST);
}
