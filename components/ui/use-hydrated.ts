import { useSyncExternalStore } from "react";

const never = () => () => {};

/** False on the server and in the first paint, true once the page answers to clicks. */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}
