import type { CallClock } from "@duologue/evaluation";

export interface HeldClaim {
  /** aborts when the claim is lost or taken back, and when the process is to end */
  readonly signal: AbortSignal;
  release(): void;
}

const LOOK_EVERY_MS = 2_000;

/** Says again and again that somebody plays. `renew` answers whether it is still wanted. */
export function holdClaim(renew: () => Promise<boolean>, { clock, stopping }: { clock: CallClock; stopping: AbortSignal }): HeldClaim {
  const lost = new AbortController();
  let isBusy = false;
  const stop = clock.every(LOOK_EVERY_MS, () => {
    if (isBusy || lost.signal.aborted) return;
    isBusy = true;
    renew()
      .then((isWanted) => {
        if (!isWanted) lost.abort();
      })
      .catch(() => {})
      .finally(() => {
        isBusy = false;
      });
  });
  return { signal: AbortSignal.any([lost.signal, stopping]), release: stop };
}
