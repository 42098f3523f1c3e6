/** The studio's clock, one function, so that a test can hold it. */
let read = () => new Date();

export function now(): Date {
  return read();
}

/** Tests only: replaces the clock; without an argument the real one is back. */
export function setClock(clock?: () => Date): void {
  read = clock ?? (() => new Date());
}
