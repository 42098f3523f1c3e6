/** Null of nothing. The mean of zeros and ones is a rate. */
export function findMean(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}
