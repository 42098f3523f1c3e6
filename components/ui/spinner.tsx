import { LoaderCircle } from "lucide-react";
import { cn } from "./class-names";

/** A turning ring. With `label` it announces itself; without, it is decoration beside text that does. */
export function Spinner({ label, className }: { label?: string; className?: string }) {
  const ring = <LoaderCircle aria-hidden className={cn("size-4 animate-spin", className)} />;
  if (!label) return ring;
  return (
    <span role="status" className="inline-flex items-center gap-2 text-muted text-sm">
      {ring}
      {label}
    </span>
  );
}
