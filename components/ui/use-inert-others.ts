"use client";

import { type RefObject, useLayoutEffect } from "react";

/**
 * While `active`, nothing on the page but `element` takes the pointer or the keyboard: for a modal that stays where it is in
 * the page. What opens later over it (a menu, a question) is free, and so are toasts.
 */
export function useInertOthers(element: RefObject<HTMLElement | null>, active: boolean): void {
  // before the paint, and taken back before a focus is given back: what is inert takes none
  useLayoutEffect(() => {
    if (!active) return;
    const made: HTMLElement[] = [];
    for (let one: HTMLElement | null = element.current; one && one !== document.body; one = one.parentElement) {
      for (const sibling of one.parentElement?.children ?? []) {
        if (sibling === one || !(sibling instanceof HTMLElement) || sibling.inert || isFree(sibling)) continue;
        sibling.inert = true;
        made.push(sibling);
      }
    }
    return () => {
      for (const other of made) other.inert = false;
    };
  }, [element, active]);
}

/** Toasts, words for screen readers, and the veil that closes the modal. */
const isFree = (one: HTMLElement) => one.matches("[aria-live], [aria-hidden=true], script, style");
