"use client";

import type { KeyboardEvent, PointerEvent } from "react";
import { formatClock } from "@/lib/shared/format";
import type { ViewWindow } from "./view-window";

/** A stretch of the call. */
export interface Span {
  fromMs: number;
  toMs: number;
}

const SHORTEST_MS = 500;
const STEP_MS = 100;
const LARGE_STEP_MS = 1_000;

/** A stretch with one end moved, never shorter than half a second. */
export function moveEnd(span: Span, end: keyof Span, atMs: number, durationMs: number): Span {
  if (end === "fromMs") return { ...span, fromMs: Math.max(0, Math.min(atMs, span.toMs - SHORTEST_MS)) };
  return { ...span, toMs: Math.min(durationMs, Math.max(atMs, span.fromMs + SHORTEST_MS)) };
}

export interface TestSpanProps {
  span: Span;
  window: ViewWindow;
  durationMs: number;
  onChange: (span: Span) => void;
}

/** What will be cut, over the lanes: two handles to drag, or to move with the arrow keys; the rest is dimmed. */
export function TestSpan({ span, window: view, durationMs, onChange }: TestSpanProps) {
  const share = (ms: number) => Math.min(1, Math.max(0, (ms - view.fromMs) / (view.toMs - view.fromMs)));
  const percent = (ms: number) => `${(share(ms) * 100).toFixed(3)}%`;
  return (
    <div className="pointer-events-none absolute inset-0 z-20">
      <div className="absolute inset-y-0 left-0 bg-background/70" style={{ width: percent(span.fromMs) }} />
      <div className="absolute inset-y-0 right-0 bg-background/70" style={{ width: `${((1 - share(span.toMs)) * 100).toFixed(3)}%` }} />
      {(["fromMs", "toMs"] as const).map((end) => (
        <Handle
          key={end}
          label={end === "fromMs" ? "Start of the test" : "End of the test"}
          atMs={span[end]}
          durationMs={durationMs}
          left={percent(span[end])}
          msPerShare={view.toMs - view.fromMs}
          onMove={(atMs) => onChange(moveEnd(span, end, atMs, durationMs))}
          onStep={(byMs) => onChange(moveEnd(span, end, span[end] + byMs, durationMs))}
          fromMs={view.fromMs}
        />
      ))}
    </div>
  );
}

interface HandleProps {
  label: string;
  atMs: number;
  durationMs: number;
  left: string;
  fromMs: number;
  msPerShare: number;
  onMove: (atMs: number) => void;
  onStep: (byMs: number) => void;
}

function Handle({ label, atMs, durationMs, left, fromMs, msPerShare, onMove, onStep }: HandleProps) {
  const msAt = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.parentElement?.getBoundingClientRect();
    return box ? fromMs + ((event.clientX - box.left) / box.width) * msPerShare : atMs;
  };
  const onKey = (event: KeyboardEvent) => {
    const byMs = event.shiftKey ? LARGE_STEP_MS : STEP_MS;
    if (event.key === "ArrowLeft" || event.key === "ArrowDown") onStep(-byMs);
    else if (event.key === "ArrowRight" || event.key === "ArrowUp") onStep(byMs);
    else return;
    event.preventDefault();
  };
  return (
    <div
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={Math.round(durationMs)}
      aria-valuenow={Math.round(atMs)}
      aria-valuetext={`${(atMs / 1_000).toFixed(1)} s of ${formatClock(durationMs)}`}
      onKeyDown={onKey}
      onPointerDown={(event) => {
        event.stopPropagation();
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) onMove(msAt(event));
      }}
      className="pointer-events-auto absolute inset-y-0 -ml-2.5 flex w-5 cursor-ew-resize touch-none justify-center"
      style={{ left }}
    >
      <span aria-hidden className="h-full w-0.5 bg-accent" />
      <span aria-hidden className="absolute top-1/2 h-10 w-2.5 -translate-y-1/2 rounded-full border-2 border-surface bg-accent" />
    </div>
  );
}
