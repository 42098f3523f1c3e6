"use client";

import { formatDate, formatDateTime, formatRelative } from "@/lib/shared/format";
import { useHydrated } from "./use-hydrated";

export interface MomentProps {
  iso: string;
  /** relative: "3 min ago"; day: "22 Nov 2026"; full: with the time */
  as?: "relative" | "day" | "full";
  className?: string;
}

/** A point in time in the reader's own time zone; before the page is alive, the day in UTC. The full moment is in the tooltip. */
export function Moment({ iso, as = "relative", className }: MomentProps) {
  const hydrated = useHydrated();
  const words = !hydrated
    ? formatDate(iso, "UTC")
    : as === "relative"
      ? formatRelative(iso, Date.now())
      : as === "day"
        ? formatDate(iso)
        : formatDateTime(iso);
  return (
    <time dateTime={iso} title={hydrated ? formatDateTime(iso) : undefined} className={className}>
      {words}
    </time>
  );
}
