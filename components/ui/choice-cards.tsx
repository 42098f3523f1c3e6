"use client";

import { RadioGroup } from "radix-ui";
import { useId } from "react";
import { cn } from "./class-names";

export interface ChoiceCardsProps<T extends string> {
  label: string;
  /** null: nothing is chosen yet */
  value: T | null;
  choices: readonly { value: T; label: string; explanation?: string }[];
  disabled?: boolean;
  error?: string | undefined;
  onChange: (value: T) => void;
}

/** One of a few, each with a line that says what it means where the label does not. */
export function ChoiceCards<T extends string>({ label, value, choices, disabled = false, error, onChange }: ChoiceCardsProps<T>) {
  const errorId = useId();
  return (
    <RadioGroup.Root
      aria-label={label}
      aria-invalid={error ? true : undefined}
      aria-describedby={error ? errorId : undefined}
      value={value ?? ""}
      onValueChange={(next) => onChange(next as T)}
      disabled={disabled}
      className="flex flex-col gap-1.5"
    >
      {choices.map((choice) => (
        <RadioGroup.Item
          key={choice.value}
          value={choice.value}
          aria-label={choice.label}
          className={cn(
            "flex items-start gap-3 rounded-lg border px-3 py-2.5 text-left transition-colors disabled:opacity-60",
            choice.value === value ? "border-accent bg-accent/6" : "border-line hover:border-line-strong",
          )}
        >
          <span
            aria-hidden
            className={cn(
              "mt-0.5 grid size-4 shrink-0 place-items-center rounded-full border",
              choice.value === value ? "border-accent" : "border-line-strong",
            )}
          >
            <RadioGroup.Indicator className="size-2 rounded-full bg-accent" />
          </span>
          <span className="min-w-0">
            <span className="block font-medium text-sm leading-tight">{choice.label}</span>
            {choice.explanation ? <span className="mt-0.5 block text-muted text-[13px] leading-snug">{choice.explanation}</span> : null}
          </span>
        </RadioGroup.Item>
      ))}
      {error ? (
        <p id={errorId} className="text-danger text-sm">
          {error}
        </p>
      ) : null}
    </RadioGroup.Root>
  );
}
