import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "./class-names";

export interface EmptyStateProps {
  icon: LucideIcon;
  title: string;
  description?: ReactNode;
  action?: ReactNode;
  /** 1 where it is all that the page has */
  headingLevel?: 1 | 2;
  className?: string;
}

/** What stands where a list will be: what this place is for, and the first step. */
export function EmptyState({ icon: Icon, title, description, action, headingLevel = 2, className }: EmptyStateProps) {
  const Heading = headingLevel === 1 ? "h1" : "h2";
  return (
    <div className={cn("flex flex-col items-center rounded-lg border border-line border-dashed px-6 py-14 text-center", className)}>
      <span className="mb-4 grid size-11 place-items-center rounded-lg border border-line bg-surface text-muted">
        <Icon aria-hidden className="size-5" />
      </span>
      <Heading className="font-semibold">{title}</Heading>
      {description ? <div className="mt-1.5 max-w-md text-balance text-muted text-sm leading-relaxed">{description}</div> : null}
      {action ? <div className="mt-5 flex flex-wrap justify-center gap-2">{action}</div> : null}
    </div>
  );
}
