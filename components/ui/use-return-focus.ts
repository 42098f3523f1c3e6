import { useRef } from "react";

/** A menu is gone by the time a dialog that it opened closes: its button takes the focus instead. */
function lastingElement(element: Element | null): HTMLElement | null {
  const menu = element?.closest("[role='menu']");
  const labelledBy = menu?.getAttribute("aria-labelledby");
  const lasting = labelledBy ? document.getElementById(labelledBy) : element;
  return lasting instanceof HTMLElement && lasting !== document.body ? lasting : null;
}

/** Handlers for a Radix modal without a trigger of its own: the focus goes back to whatever had it before. */
export function useReturnFocus() {
  const before = useRef<HTMLElement | null>(null);
  return {
    onOpenAutoFocus: () => {
      before.current = lastingElement(document.activeElement);
    },
    onCloseAutoFocus: (event: Event) => {
      if (!before.current?.isConnected) return;
      event.preventDefault();
      before.current.focus();
    },
  };
}
