"use client";

import { useState } from "react";
import { Field, Input } from "@/components/ui/input";

export interface NumberFieldProps {
  label: string;
  unit?: string;
  hint?: string;
  value: number;
  min: number;
  max: number;
  step: number;
  disabled?: boolean;
  onChange: (value: number) => void;
}

/** A number in bounds. While typing, only a number that fits is passed on; on leaving, the field shows what is kept. */
export function NumberField({ label, unit, hint, value, min, max, step, disabled = false, onChange }: NumberFieldProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const number = draft === null || draft.trim() === "" ? Number.NaN : Number(draft);
  const fits = Number.isFinite(number) && number >= min && number <= max;
  return (
    <Field
      label={label}
      {...(hint ? { hint } : {})}
      {...(unit ? { aside: unit } : {})}
      error={draft !== null && !fits ? `Enter a number from ${min} to ${max}.` : undefined}
    >
      <Input
        type="number"
        inputMode="decimal"
        value={draft ?? String(value)}
        min={min}
        max={max}
        step={step}
        disabled={disabled}
        className="tabular-nums"
        onChange={(event) => {
          setDraft(event.target.value);
          const next = Number(event.target.value);
          if (event.target.value.trim() !== "" && Number.isFinite(next) && next >= min && next <= max) onChange(next);
        }}
        onBlur={() => setDraft(null)}
      />
    </Field>
  );
}
