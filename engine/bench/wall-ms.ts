/** One time for all processes of the bench, to the microsecond: milliseconds since 1970. */
export function wallMs(): number {
  return performance.timeOrigin + performance.now();
}
