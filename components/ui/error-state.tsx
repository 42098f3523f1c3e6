"use client";

import { TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "./button";
import { cn } from "./class-names";

export interface ErrorStateProps {
  title?: string;
  /** what went wrong and what to do, in words for people */
  message: ReactNode;
  retry?: () => void;
  action?: ReactNode;
  className?: string;
}

/** What stands where something should be and could not be loaded. */
export function ErrorState({ title = "This could not be loaded", message, retry, action, className }: ErrorStateProps) {
  return (
    <div
      role="alert"
      className={cn("flex flex-col items-center rounded-lg border border-line bg-surface px-6 py-12 text-center", className)}
    >
      <span className="mb-4 grid size-11 place-items-center rounded-lg border border-danger/30 bg-danger/8 text-danger">
        <TriangleAlert aria-hidden className="size-5" />
      </span>
      <h2 className="font-semibold">{title}</h2>
      <div className="mt-1.5 max-w-md text-balance text-muted text-sm leading-relaxed">{message}</div>
      {retry || action ? (
        <div className="mt-5 flex flex-wrap justify-center gap-2">
          {retry ? <Button onClick={retry}>Try again</Button> : null}
          {action}
        </div>
      ) : null}
    </div>
  );
}
