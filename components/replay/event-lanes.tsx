"use client";

import { cn } from "@/components/ui/class-names";
import type { EventLane, EventMark } from "./read-timeline";
import type { ViewWindow } from "./view-window";

/** What the two sides did to each other stands on the overlap lanes above. */
const SHOWN = ["stages", "director", "line"] as const satisfies readonly EventLane[];
const NAMES: Record<(typeof SHOWN)[number], string> = { stages: "Stages", director: "Director", line: "Line" };
const TONES: Record<EventMark["tone"], string> = {
  caller: "bg-caller",
  agent: "bg-agent",
  overlap: "bg-overlap",
  neutral: "bg-line-strong",
  warning: "bg-warning",
};

/** One row for each kind of event that occurred. Marks can be clicked; the Events list below says the same to the keyboard. */
export function EventLanes({
  marks,
  window: view,
  onSeek,
}: {
  marks: readonly EventMark[];
  window: ViewWindow;
  onSeek: (atMs: number) => void;
}) {
  const lengthMs = view.toMs - view.fromMs;
  const lanes = SHOWN.filter((lane) => marks.some((mark) => mark.lane === lane));
  return (
    <div aria-hidden>
      {lanes.map((lane) => (
        <div key={lane} className="relative h-9 overflow-hidden border-line border-t">
          {marks.map((mark) => {
            const toMs = mark.toMs ?? mark.atMs;
            if (mark.lane !== lane || toMs < view.fromMs || mark.atMs > view.toMs) return null;
            const fromMs = Math.max(mark.atMs, view.fromMs);
            const left = ((fromMs - view.fromMs) / lengthMs) * 100;
            const width = ((Math.min(toMs, view.toMs) - fromMs) / lengthMs) * 100;
            return (
              <button
                key={mark.id}
                type="button"
                tabIndex={-1}
                title={mark.label}
                onClick={() => onSeek(mark.atMs)}
                style={{ left: `${left}%`, width: mark.toMs === null ? undefined : `max(3px, ${width}%)` }}
                className={cn(
                  "absolute top-[18px] bottom-1 overflow-hidden rounded-sm",
                  mark.toMs === null && "-ml-[3px] w-1.5",
                  lane === "stages" ? "border-line-strong border-l-2 bg-surface-raised text-left" : TONES[mark.tone],
                )}
              >
                {lane === "stages" ? <span className="block truncate px-1.5 text-[11px] leading-[13px]">{mark.label}</span> : null}
              </button>
            );
          })}
          <span className="pointer-events-none absolute top-0.5 left-2.5 text-[11px] text-muted leading-4">{NAMES[lane]}</span>
        </div>
      ))}
    </div>
  );
}
