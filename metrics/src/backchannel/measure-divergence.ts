/**
 * Jensen-Shannon distance of two distributions over the same bins: the square root of the divergence with natural logarithms, from 0
 * (equal) to sqrt(ln 2) = 0.8326 (nothing in common). The benchmark calls it JSD.
 */
export function measureDivergence(ones: readonly number[], others: readonly number[]): number {
  let sum = 0;
  for (let k = 0; k < ones.length; k++) {
    const one = ones[k] as number;
    const other = others[k] as number;
    const middle = (one + other) / 2;
    if (one > 0) sum += one * Math.log(one / middle);
    if (other > 0) sum += other * Math.log(other / middle);
  }
  return Math.sqrt(Math.max(0, sum / 2));
}
