import { ArrowLeft } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { cn } from "./class-names";

export interface PageHeaderProps {
  title: ReactNode;
  /** one line: what this page is for */
  description?: ReactNode;
  /** the primary action last */
  actions?: ReactNode;
  back?: { href: string; label: string };
  className?: string;
}

/** The head of a page: h1, one line of explanation, actions at the right (below, on a phone). */
export function PageHeader({ title, description, actions, back, className }: PageHeaderProps) {
  return (
    <header className={cn("mb-8 flex flex-wrap items-end justify-between gap-x-6 gap-y-4", className)}>
      <div className="min-w-0 flex-1 basis-72">
        {back ? (
          <Link href={back.href} className="mb-2 inline-flex items-center gap-1.5 text-muted text-sm hover:text-foreground">
            <ArrowLeft aria-hidden className="size-4" />
            {back.label}
          </Link>
        ) : null}
        <h1 className="text-balance break-words font-semibold text-2xl tracking-tight">{title}</h1>
        {description ? <p className="mt-1.5 max-w-3xl text-pretty text-muted text-sm">{description}</p> : null}
      </div>
      {actions ? <div className="flex flex-wrap items-center gap-2">{actions}</div> : null}
    </header>
  );
}
