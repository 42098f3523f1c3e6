import { cn } from "./class-names";

/** A grey bar in the shape of what is being loaded. The list around it says "loading" once. */
export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden className={cn("animate-pulse rounded-md bg-surface-raised", className)} />;
}
