import { useRef } from "react";

/** A menu is gone by the time a dialog that it opened closes: its button takes the focus instead. */
function lastingElement(element: Element | null): HTMLElement | null {
  const menu = element?.closest("[role='menu']");
  const labelledBy = menu?.getAttribute("aria-labelledby");
  const lasting = labelledBy ? document.getElementById(labelledBy) : element;
  return lasting instanceof HTMLElement && lasting !== document.body ? lasting : null;
}

/**
 * Handlers for a Radix modal without a trigger of its own: the focus goes to what carries `data-first-focus`, else to the
 * first control, and in the end back to whatever had it before, or to `focusAfter`'s element where it names one.
 */
export function useReturnFocus(focusAfter?: () => HTMLElement | SVGElement | null) {
  const before = useRef<HTMLElement | null>(null);
  return {
    onOpenAutoFocus: (event: Event) => {
      before.current = lastingElement(document.activeElement);
      const first = event.target instanceof HTMLElement ? event.target.querySelector<HTMLElement>("[data-first-focus]") : null;
      if (!first) return;
      event.preventDefault();
      first.focus();
    },
    onCloseAutoFocus: (event: Event) => {
      const next = focusAfter?.() ?? before.current;
      if (!next?.isConnected) return;
      event.preventDefault();
      next.focus();
    },
  };
}
