"use client";

import { formatClock } from "@/lib/shared/format";
import type { EventMark } from "./read-timeline";

/** Everything on the event lanes, as a list. */
export function EventsList({
  marks,
  unknownCount,
  onSeek,
}: {
  marks: readonly EventMark[];
  unknownCount: number;
  onSeek: (atMs: number) => void;
}) {
  const sorted = [...marks].sort((a, b) => a.atMs - b.atMs);
  return (
    <div className="p-3">
      {sorted.length === 0 ? <p className="p-2 text-muted text-sm">Nothing was observed in this call.</p> : null}
      <ol>
        {sorted.map((mark) => (
          <li key={mark.id}>
            <button
              type="button"
              onClick={() => onSeek(mark.atMs)}
              className="grid w-full grid-cols-[3.25rem_1fr] gap-2 rounded-md px-2 py-1.5 text-left text-sm hover:bg-surface-raised"
            >
              <span className="text-muted text-xs tabular-nums leading-5">{formatClock(mark.atMs)}</span>
              {mark.label}
            </button>
          </li>
        ))}
      </ol>
      {unknownCount > 0 ? (
        <p className="mt-2 px-2 text-muted text-xs">{unknownCount} lines of the timeline are of a kind this page does not know.</p>
      ) : null}
    </div>
  );
}
