"use client";

import { Progress as Radix } from "radix-ui";
import { cn } from "./class-names";

export interface ProgressProps {
  /** 0…100; null: busy, and nobody knows for how long */
  value: number | null;
  label: string;
  className?: string;
}

export function Progress({ value, label, className }: ProgressProps) {
  return (
    <Radix.Root value={value} aria-label={label} className={cn("h-1.5 w-full overflow-hidden rounded-full bg-line", className)}>
      <Radix.Indicator
        className={cn("h-full rounded-full bg-accent", value === null ? "w-1/3 animate-indeterminate" : "w-full transition-transform")}
        style={value === null ? undefined : { transform: `translateX(${Math.min(100, Math.max(0, value)) - 100}%)` }}
      />
    </Radix.Root>
  );
}
