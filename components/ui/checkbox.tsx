"use client";

import { Check } from "lucide-react";
import { Checkbox as Radix } from "radix-ui";
import { type ReactNode, useId } from "react";
import { cn } from "./class-names";

export interface CheckboxProps {
  checked: boolean;
  onCheckedChange: (checked: boolean) => void;
  label: ReactNode;
  error?: string | undefined;
  disabled?: boolean;
  className?: string;
}

/** A statement that somebody stands by, sent with its form. For what takes effect at once there is Switch. */
export function Checkbox({ checked, onCheckedChange, label, error, disabled = false, className }: CheckboxProps) {
  const id = useId();
  return (
    <div className={cn("flex flex-col gap-1.5", className)}>
      <div className="flex items-start gap-3">
        <Radix.Root
          id={id}
          checked={checked}
          onCheckedChange={(next) => onCheckedChange(next === true)}
          disabled={disabled}
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? `${id}-error` : undefined}
          className="relative mt-0.5 grid size-4.5 shrink-0 place-items-center rounded border border-line-strong bg-surface transition-colors before:absolute before:-inset-2 hover:border-accent disabled:opacity-60 aria-invalid:border-danger data-[state=checked]:border-accent data-[state=checked]:bg-accent"
        >
          <Radix.Indicator>
            <Check aria-hidden className="size-3.5 text-accent-foreground" strokeWidth={3} />
          </Radix.Indicator>
        </Radix.Root>
        <label htmlFor={id} className="min-w-0 text-pretty text-sm leading-relaxed">
          {label}
        </label>
      </div>
      {error ? (
        <p id={`${id}-error`} className="text-danger text-sm">
          {error}
        </p>
      ) : null}
    </div>
  );
}
