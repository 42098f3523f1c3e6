/** Whether the studio still knows who sits here. A page may stay open longer than its session, or its password may be changed elsewhere. */
let over = false;
const listeners = new Set<() => void>();

function set(next: boolean): void {
  if (over === next) return;
  over = next;
  for (const listener of listeners) listener();
}

/** The studio answered that nobody is signed in. From now on nothing more is asked of it by itself. */
export const noteSignedOut = (): void => set(true);
export const noteSignedIn = (): void => set(false);
export const isSignedOut = (): boolean => over;

export function watchSession(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
