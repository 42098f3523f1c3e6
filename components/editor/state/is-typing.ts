/** Whether keys pressed here belong to a text field, so that native editing and its undo work. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable) return true;
  if (target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true;
  return target instanceof HTMLInputElement && !["button", "checkbox", "radio", "range", "submit", "reset"].includes(target.type);
}

/** Whether keys pressed here belong to a dialog, a menu or a list. */
export function isInDialog(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]') !== null;
}

/** Whether keys pressed here belong to a dialog, a menu, a list or the call panel, which have keys of their own. */
export function isBusyElsewhere(target: EventTarget | null): boolean {
  return isInDialog(target) || (target instanceof Element && target.closest("[data-own-keys]") !== null);
}
