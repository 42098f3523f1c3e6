"use client";

import { Slider as Radix } from "radix-ui";
import { cn } from "./class-names";

export interface SliderProps {
  /** one number for a single thumb, two for a range */
  value: readonly number[];
  onValueChange: (value: number[]) => void;
  onValueCommit?: (value: number[]) => void;
  min?: number;
  max?: number;
  step?: number;
  /** one name for each thumb */
  labels: readonly string[];
  /** the value in words, for screen readers */
  valueText?: (value: number) => string;
  disabled?: boolean;
  className?: string;
}

export function Slider({
  value,
  onValueChange,
  onValueCommit,
  min = 0,
  max = 1,
  step = 0.05,
  labels,
  valueText,
  disabled = false,
  className,
}: SliderProps) {
  return (
    <Radix.Root
      value={[...value]}
      onValueChange={onValueChange}
      {...(onValueCommit ? { onValueCommit } : {})}
      min={min}
      max={max}
      step={step}
      disabled={disabled}
      className={cn("relative flex h-6 w-full touch-none select-none items-center data-[disabled]:opacity-50", className)}
    >
      <Radix.Track className="relative h-1 grow overflow-hidden rounded-full bg-line-strong/50">
        <Radix.Range className="absolute h-full bg-accent" />
      </Radix.Track>
      {value.map((thumbValue, index) => (
        <Radix.Thumb
          key={labels[index] ?? index}
          aria-label={labels[index]}
          aria-valuetext={valueText?.(thumbValue)}
          className="block size-4 rounded-full border-2 border-accent bg-surface"
        />
      ))}
    </Radix.Root>
  );
}
