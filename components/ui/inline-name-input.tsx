"use client";

import { type KeyboardEvent, useRef, useState } from "react";
import { cn } from "./class-names";
import { Input } from "./input";

export interface InlineNameInputProps {
  label: string;
  name: string;
  maxLength: number;
  /** another name, not empty */
  onSave: (name: string) => void;
  onCancel: () => void;
  className?: string;
}

/** A name that is being changed where it stands: Enter or leaving saves, Escape takes it back. */
export function InlineNameInput({ label, name, maxLength, onSave, onCancel, className }: InlineNameInputProps) {
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
      autoFocus
      aria-label={label}
      className={cn("relative z-10 h-8 max-w-80", className)}
      maxLength={maxLength}
      value={value}
      onFocus={(event) => event.currentTarget.select()}
      onChange={(event) => setValue(event.currentTarget.value)}
      onKeyDown={onKeyDown}
      onBlur={() => settle(true)}
    />
  );
}
