import { cn } from "@/components/ui/class-names";

/** Two voices, one above the other, their time overlapping. */
export function LogoMark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 24 24" fill="none" strokeWidth="2.4" strokeLinecap="round" aria-hidden="true" className={cn("size-6", className)}>
      <path className="stroke-caller" d="M4 9V7M8.5 11V5M13 9V7" />
      <path className="stroke-agent" d="M11 17v-2M15.5 19v-6M20 17v-2" />
    </svg>
  );
}
