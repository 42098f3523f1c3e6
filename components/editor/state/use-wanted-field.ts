"use client";

import { type RefObject, useEffect } from "react";
import { useEditor, useEditorServices } from "./editor-context";

/**
 * Gives the focus to the field that was asked for: the element inside `container` whose `data-field` is that name, or
 * its longest beginning ("facts.3.text" finds "facts.3", then "facts"). "first" is the first control there is.
 */
export function useWantedField(container: RefObject<HTMLElement | null>) {
  const wanted = useEditor((state) => state.wantedField);
  const { store } = useEditorServices();
  useEffect(() => {
    const root = container.current;
    if (!wanted || !root) return;
    const frame = requestAnimationFrame(() => {
      focusField(root, wanted.field);
      // a wish is granted once: a panel that opens again later does not take the focus
      store.setState({ wantedField: null });
    });
    return () => cancelAnimationFrame(frame);
  }, [wanted, container, store]);
}

const CONTROL = "input:not([type=hidden]), textarea, button[role=combobox], [role=slider], [role=switch], [role=radio]";

function focusField(root: HTMLElement, field: string) {
  const parts = field.split(/[.[\]]+/).filter(Boolean);
  let found: HTMLElement | null = field === "first" ? root : null;
  for (let length = parts.length; length > 0 && !found; length--) {
    found = root.querySelector(`[data-field="${CSS.escape(parts.slice(0, length).join("."))}"]`);
  }
  if (!found) return;
  if (found !== root) found.scrollIntoView({ block: "center" });
  const control = found.matches(CONTROL) ? found : found.querySelector<HTMLElement>(CONTROL);
  control?.focus({ preventScroll: found !== root });
}
