"use client";

import { type KeyboardEvent, useRef, useState } from "react";
import { Input } from "@/components/ui/input";

/** A name that is being changed where it stands: Enter or leaving saves, Escape takes it back. */
export function PersonaNameInput({ name, onSave, onCancel }: { name: string; onSave: (name: string) => void; onCancel: () => void }) {
  const [value, setValue] = useState(name);
  const settled = useRef(false);

  function settle(save: boolean) {
    if (settled.current) return;
    settled.current = true;
    const next = value.trim();
    if (save && next && next !== name) onSave(next);
    else onCancel();
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === "Enter") settle(true);
    if (event.key === "Escape") settle(false);
  }

  return (
    <Input
      // biome-ignore lint/a11y/noAutofocus: it takes the place of what the person has just chosen to change
      autoFocus
      aria-label="Name of the persona"
      className="relative z-10 h-8 max-w-80"
      maxLength={120}
      value={value}
      onFocus={(event) => event.currentTarget.select()}
      onChange={(event) => setValue(event.currentTarget.value)}
      onKeyDown={onKeyDown}
      onBlur={() => settle(true)}
    />
  );
}
