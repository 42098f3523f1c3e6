"use client";

import { useCallback, useSyncExternalStore } from "react";

/** Whether a media query holds, and again whenever that changes; false on the server. */
export function useMediaQuery(query: string): boolean {
  const subscribe = useCallback(
    (onChange: () => void) => {
      const list = window.matchMedia(query);
      list.addEventListener("change", onChange);
      return () => list.removeEventListener("change", onChange);
    },
    [query],
  );
  return useSyncExternalStore(
    subscribe,
    () => window.matchMedia(query).matches,
    () => false,
  );
}

/** inspector beside the canvas; below it everything is a sheet */
export const DESK = "(min-width: 768px)";
/** room for inspector and call side by side */
export const WIDE = "(min-width: 1280px)";
