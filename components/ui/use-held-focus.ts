"use client";

import { type FocusEvent, type RefObject, useLayoutEffect, useRef } from "react";

/**
 * Holds the keyboard's focus in `container` when the control that had it makes way for another one: each time `face`
 * changes, a focus that fell off the page goes to the first element with `data-next-focus` in there, else to the
 * container itself (which needs a tabIndex). Spread what it returns on the container.
 */
export function useHeldFocus<T extends HTMLElement>(container: RefObject<T | null>, face: unknown) {
  const isIn = useRef(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another face has other controls
  useLayoutEffect(() => {
    const element = container.current;
    if (!element || !isIn.current || element.contains(document.activeElement)) return;
    const next = element.querySelector<HTMLElement>("[data-next-focus]") ?? element;
    next.focus({ preventScroll: true });
  }, [container, face]);
  return {
    onFocus: () => {
      isIn.current = true;
    },
    onBlur: (event: FocusEvent<T>) => {
      // a control that was switched off lets go without anybody having left
      if (!event.target.matches(":disabled")) isIn.current = false;
    },
  };
}
