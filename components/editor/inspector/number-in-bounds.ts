export interface Bounds {
  min: number;
  max: number;
  /** nothing behind the point: what counts things */
  whole?: boolean;
}

/** What was typed as a number that fits; null where it does not. */
export function numberInBounds(typed: string, { min, max, whole = false }: Bounds): number | null {
  const number = typed.trim() === "" ? Number.NaN : Number(typed);
  if (!Number.isFinite(number) || number < min || number > max) return null;
  return whole && !Number.isInteger(number) ? null : number;
}

export function boundsWords({ min, max, whole = false }: Bounds): string {
  return `Enter a ${whole ? "whole " : ""}number from ${min} to ${max}.`;
}
