import type { ComponentProps } from "react";
import { cn } from "./class-names";

/** A key cap. */
export function Kbd({ className, ...props }: ComponentProps<"kbd">) {
  return (
    <kbd
      className={cn(
        "inline-flex h-5 min-w-5 items-center justify-center rounded border border-line bg-surface-raised px-1.5 font-mono text-[11px] text-muted",
        className,
      )}
      {...props}
    />
  );
}
