"use client";

import { RadioGroup } from "radix-ui";
import type { ChoiceCardsProps } from "@/components/ui/choice-cards";
import { cn } from "@/components/ui/class-names";

/** One of a few in a row; what the chosen one means stands below. */
export function ChoiceBar<T extends string>({ label, value, choices, disabled, onChange }: ChoiceCardsProps<T>) {
  return (
    <div className="flex flex-col gap-2">
      <RadioGroup.Root
        aria-label={label}
        orientation="horizontal"
        value={value}
        onValueChange={(next) => onChange(next as T)}
        disabled={disabled}
        className="flex rounded-lg border border-line bg-surface-raised p-0.5"
      >
        {choices.map((choice) => (
          <RadioGroup.Item
            key={choice.value}
            value={choice.value}
            className={cn(
              "h-8 flex-1 rounded-md font-medium text-[13px] transition-colors disabled:opacity-60",
              choice.value === value ? "bg-surface text-foreground shadow-sm" : "text-muted hover:text-foreground",
            )}
          >
            {choice.label}
          </RadioGroup.Item>
        ))}
      </RadioGroup.Root>
      <p className="text-muted text-sm">{choices.find((choice) => choice.value === value)?.explanation}</p>
    </div>
  );
}
