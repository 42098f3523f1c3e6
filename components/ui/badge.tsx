import { cva, type VariantProps } from "class-variance-authority";
import type { ComponentProps } from "react";
import { cn } from "./class-names";

const badgeStyle = cva(
  "inline-flex h-6 shrink-0 items-center gap-1.5 whitespace-nowrap rounded-full border px-2.5 font-medium text-xs [&_svg]:size-3.5",
  {
    variants: {
      tone: {
        neutral: "border-line bg-surface-raised text-foreground",
        accent: "border-accent/30 bg-accent/8 text-accent",
        success: "border-success/30 bg-success/8 text-success",
        warning: "border-warning/35 bg-warning/8 text-warning",
        danger: "border-danger/30 bg-danger/8 text-danger",
      },
    },
    defaultVariants: { tone: "neutral" },
  },
);

export interface BadgeProps extends ComponentProps<"span">, VariantProps<typeof badgeStyle> {
  /** a small dot before the text: `pulse` for something that is going on right now */
  dot?: boolean | "pulse";
}

/** A short word about a thing's state. */
export function Badge({ tone, dot = false, className, children, ...props }: BadgeProps) {
  return (
    <span className={cn(badgeStyle({ tone }), className)} {...props}>
      {dot ? <span aria-hidden className={cn("size-1.5 rounded-full bg-current", dot === "pulse" && "animate-pulse")} /> : null}
      {children}
    </span>
  );
}
