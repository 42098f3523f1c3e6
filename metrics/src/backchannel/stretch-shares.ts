import { refuseInput } from "../refuse-input";
import { toShares } from "./spread-events";

/** A distribution over another number of bins: linear between its bins, first on first and last on last; sums to 1. */
export function stretchShares(shares: readonly number[], bins: number): number[] {
  const last = shares.length - 1;
  const values = Array.from({ length: bins }, (_, k) => {
    const at = bins === 1 ? 0 : (k * last) / (bins - 1);
    const low = shares[Math.floor(at)] as number;
    const high = shares[Math.ceil(at)] as number;
    return low + (high - low) * (at - Math.floor(at));
  });
  if (values.every((value) => value === 0)) {
    const received = `${shares.length} bins that leave nothing in ${bins}`;
    refuseInput("a distribution of about the recording's length", received, "Check that both belong together and that bins are 200 ms.");
  }
  return toShares(values);
}
