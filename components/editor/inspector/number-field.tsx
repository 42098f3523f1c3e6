"use client";

import { useState } from "react";
import { Field, Input } from "@/components/ui/input";
import { boundsWords, numberInBounds } from "./number-in-bounds";

export interface NumberFieldProps {
  label: string;
  unit?: string;
  hint?: string;
  value: number;
  min: number;
  max: number;
  /** the document takes nothing behind the point */
  whole?: boolean;
  step: number;
  disabled?: boolean;
  onChange: (value: number) => void;
}

/** A number in bounds. While typing, only a number that fits is passed on; on leaving, the field shows what is kept. */
export function NumberField({ label, unit, hint, value, min, max, whole = false, step, disabled = false, onChange }: NumberFieldProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const bounds = { min, max, whole };
  return (
    <Field
      label={label}
      {...(hint ? { hint } : {})}
      {...(unit ? { aside: unit } : {})}
      error={draft !== null && numberInBounds(draft, bounds) === null ? boundsWords(bounds) : undefined}
    >
      <Input
        type="number"
        inputMode={whole && min >= 0 ? "numeric" : "decimal"}
        value={draft ?? String(value)}
        min={min}
        max={max}
        step={step}
        disabled={disabled}
        className="tabular-nums"
        onChange={(event) => {
          setDraft(event.target.value);
          const next = numberInBounds(event.target.value, bounds);
          if (next !== null) onChange(next);
        }}
        onBlur={() => setDraft(null)}
      />
    </Field>
  );
}
