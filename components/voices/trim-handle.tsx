"use client";

import { type KeyboardEvent, type PointerEvent, useRef } from "react";
import { cn } from "@/components/ui/class-names";
import { edgeRange, keyTarget, type Trim, type TrimEdge } from "@/lib/client/voice/trim";
import { speakPosition } from "@/lib/shared/voice-words";

export interface TrimHandleProps {
  edge: TrimEdge;
  trim: Trim;
  originalMs: number;
  disabled: boolean;
  onMove: (atMs: number) => void;
}

const LABELS = { start: "Start of the selection", end: "End of the selection" } as const;

/** One end of the selection, for fingers, mouse and keys. It hangs on the outside, so that two near ones never cover each other. */
export function TrimHandle({ edge, trim, originalMs, disabled, onMove }: TrimHandleProps) {
  const handle = useRef<HTMLDivElement>(null);
  /** between the pointer and the handle when it was taken hold of */
  const heldAtPx = useRef<number | null>(null);
  const atMs = edge === "start" ? trim.startMs : trim.endMs;
  const range = edgeRange(trim, edge, originalMs);
  const track = () => handle.current?.parentElement?.getBoundingClientRect();
  const edgePx = (bounds: DOMRect) => bounds.left + (atMs / originalMs) * bounds.width;

  function onPointerDown(event: PointerEvent<HTMLDivElement>) {
    const bounds = track();
    if (disabled || !bounds || event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    heldAtPx.current = event.clientX - edgePx(bounds);
  }

  function onPointerMove(event: PointerEvent<HTMLDivElement>) {
    const bounds = track();
    if (heldAtPx.current === null || !bounds) return;
    onMove(((event.clientX - heldAtPx.current - bounds.left) / bounds.width) * originalMs);
  }

  function onKeyDown(event: KeyboardEvent<HTMLDivElement>) {
    if (disabled || event.altKey || event.ctrlKey || event.metaKey) return;
    const target = keyTarget(atMs, event.key, event.shiftKey, range);
    if (target === null) return;
    event.preventDefault();
    onMove(target);
  }

  const letGo = () => {
    heldAtPx.current = null;
  };
  return (
    <div
      ref={handle}
      role="slider"
      tabIndex={0}
      aria-label={LABELS[edge]}
      aria-valuemin={range.lowestMs}
      aria-valuemax={range.highestMs}
      aria-valuenow={atMs}
      aria-valuetext={speakPosition(atMs)}
      aria-disabled={disabled || undefined}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={letGo}
      onPointerCancel={letGo}
      onKeyDown={onKeyDown}
      style={{ left: `${(atMs / originalMs) * 100}%` }}
      className={cn(
        "group absolute inset-y-0 flex w-7 touch-none select-none rounded-md sm:w-6",
        edge === "start" ? "-translate-x-full justify-end" : "justify-start",
        disabled ? "cursor-default" : "cursor-ew-resize",
      )}
    >
      <span
        aria-hidden
        className={cn(
          "flex h-full w-3.5 items-center justify-center bg-agent transition-opacity group-aria-disabled:opacity-50",
          edge === "start" ? "rounded-l-md" : "rounded-r-md",
        )}
      >
        <span className="h-6 w-0.5 rounded-full bg-surface/90" />
      </span>
    </div>
  );
}
