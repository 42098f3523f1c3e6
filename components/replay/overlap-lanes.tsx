"use client";

import { FRAME_MS } from "@duologue/protocol";
import { type KeyboardEvent, useMemo, useRef, useState } from "react";
import { FLOOR_ROWS, type FloorRow, moveToMark, type PlacedMark, placeMarks } from "@/components/call/floor-rows";
import { markStyle } from "@/components/call/mark-style";
import { cn } from "@/components/ui/class-names";
import type { FloorMark } from "@/lib/shared/floor-marks";
import { markLabel } from "@/lib/shared/floor-words";
import type { ViewWindow } from "./view-window";

const NAMES: Record<FloorRow, string> = { agent: "Persona", between: "Between", caller: "Caller" };

export interface OverlapLanesProps {
  marks: readonly FloorMark[];
  window: ViewWindow;
  onSeek: (atMs: number) => void;
}

/**
 * Turns, pauses and backchannels of each side, with gaps and overlaps between them, exact to the frame. One stop for the Tab key; arrows
 * go from mark to mark and take the playback along.
 */
export function OverlapLanes({ marks, window: view, onSeek }: OverlapLanesProps) {
  const placed = useMemo(() => placeMarks(marks), [marks]);
  const [currentId, setCurrentId] = useState<string | null>(null);
  const wantsFocus = useRef(false);
  const shown = placed.filter((mark) => mark.toFrame * FRAME_MS >= view.fromMs && mark.fromFrame * FRAME_MS <= view.toMs);
  const current = shown.find(({ id }) => id === currentId) ?? shown[0];

  function go(mark: PlacedMark) {
    setCurrentId(mark.id);
    onSeek(mark.fromFrame * FRAME_MS);
  }
  function onKey(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey || !current) return;
    const goal = moveToMark(event.key, placed.indexOf(current), placed.length);
    const mark = goal === null ? undefined : placed[goal];
    if (!mark) return;
    event.preventDefault();
    wantsFocus.current = true;
    go(mark);
  }
  /** The goal may be drawn only now, as the window moved along. */
  const takeFocus = (element: HTMLButtonElement | null) => {
    if (!element || !wantsFocus.current) return;
    wantsFocus.current = false;
    element.focus({ preventScroll: true });
  };

  if (placed.length === 0) return null;
  return (
    <div role="toolbar" aria-orientation="horizontal" aria-label="Overlap lanes: arrow keys go from mark to mark" onKeyDown={onKey}>
      {FLOOR_ROWS.map((row) => (
        <div key={row} className="relative h-9 overflow-hidden border-line border-t">
          {shown.map((mark) =>
            mark.row === row ? (
              <Mark
                key={mark.id}
                mark={mark}
                window={view}
                isCurrent={mark === current}
                takeFocus={mark === current ? takeFocus : undefined}
                onClick={() => go(mark)}
              />
            ) : null,
          )}
          <span className="pointer-events-none absolute top-0.5 left-2.5 text-[11px] text-muted leading-4">{NAMES[row]}</span>
        </div>
      ))}
    </div>
  );
}

interface MarkProps {
  mark: PlacedMark;
  window: ViewWindow;
  isCurrent: boolean;
  takeFocus: ((element: HTMLButtonElement | null) => void) | undefined;
  onClick: () => void;
}

function Mark({ mark, window: view, isCurrent, takeFocus, onClick }: MarkProps) {
  const lengthMs = view.toMs - view.fromMs;
  const fromMs = Math.max(mark.fromFrame * FRAME_MS, view.fromMs);
  const toMs = Math.min(mark.toFrame * FRAME_MS, view.toMs);
  const { className, style } = markStyle(mark);
  const label = markLabel(mark);
  return (
    <button
      ref={takeFocus}
      type="button"
      tabIndex={isCurrent ? 0 : -1}
      aria-label={label}
      title={label}
      onClick={onClick}
      style={{ ...style, left: `${((fromMs - view.fromMs) / lengthMs) * 100}%`, width: `max(3px, ${((toMs - fromMs) / lengthMs) * 100}%)` }}
      className={cn("absolute top-[19px] focus-visible:z-10 focus-visible:outline-offset-1", className)}
    />
  );
}
