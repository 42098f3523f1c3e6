"use client";

import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from "react";
import { Progress } from "@/components/ui/progress";
import type { FloorMark } from "@/lib/shared/floor-marks";
import { formatFrame } from "@/lib/shared/floor-words";
import { formatClock } from "@/lib/shared/format";
import { EventLanes } from "./event-lanes";
import { frameAt, stepFrames } from "./frame-steps";
import { type LanePlayer, laneGain } from "./lane-player";
import { OverlapLanes } from "./overlap-lanes";
import { Playhead } from "./playhead";
import type { EventMark } from "./read-timeline";
import { type Span, TestSpan } from "./test-span";
import { TimelineRuler } from "./timeline-ruler";
import { usePlayerState } from "./use-lane-player";
import type { LoadingPeaks } from "./use-peaks";
import { followWindow, panWindow, type ViewWindow, zoomWindow } from "./view-window";
import { WaveformCanvas } from "./waveform-canvas";

export interface TimelineStageProps {
  player: LanePlayer;
  loading: LoadingPeaks;
  marks: readonly EventMark[];
  /** what the two sides did to each other */
  floor: readonly FloorMark[];
  durationMs: number;
  view: ViewWindow;
  onView: (next: ViewWindow) => void;
  personaName: string;
  /** what is to be cut, where something is */
  span?: Span | null;
  onSpan?: (span: Span) => void;
}

const SMALL_STEP_MS = 1_000;
const LARGE_STEP_MS = 10_000;
const ZOOM_STEP = 1.6;

/** Ruler, waveform, overlap lanes and event lanes on one time axis. Click or drag seeks; wheel with Ctrl zooms, sideways pans; arrows move, comma and full stop by a frame. */
export function TimelineStage({ player, loading, marks, floor, durationMs, view, onView, personaName, span, onSpan }: TimelineStageProps) {
  const state = usePlayerState(player);
  const stage = useRef<HTMLDivElement>(null);
  const [widthPx, setWidthPx] = useState(800);
  const latest = useRef({ view, onView, durationMs });
  latest.current = { view, onView, durationMs };

  useEffect(() => {
    const element = stage.current;
    if (!element) return;
    const sizes = new ResizeObserver(() => setWidthPx(element.clientWidth));
    sizes.observe(element);
    /* by hand, as React's wheel listeners are passive and could not keep the page from zooming */
    const onWheel = (event: WheelEvent) => {
      const { view: now, onView: tell, durationMs: whole } = latest.current;
      const box = element.getBoundingClientRect();
      const lengthMs = now.toMs - now.fromMs;
      if (event.ctrlKey || event.metaKey) {
        event.preventDefault();
        tell(zoomWindow(now, Math.exp(-event.deltaY / 200), now.fromMs + ((event.clientX - box.left) / box.width) * lengthMs, whole));
      } else if (Math.abs(event.deltaX) > Math.abs(event.deltaY) || event.shiftKey) {
        event.preventDefault();
        tell(panWindow(now, ((event.deltaX || event.deltaY) / box.width) * lengthMs, whole));
      }
    };
    element.addEventListener("wheel", onWheel, { passive: false });
    return () => {
      sizes.disconnect();
      element.removeEventListener("wheel", onWheel);
    };
  }, []);

  const msAt = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const share = Math.min(1, Math.max(0, (event.clientX - box.left) / box.width));
    return Math.min(durationMs, view.fromMs + share * (view.toMs - view.fromMs));
  };
  const seek = (toMs: number) => {
    const clamped = Math.min(Math.max(0, toMs), durationMs);
    player.seek(clamped);
    onView(followWindow(view, clamped, durationMs));
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const now = player.timeMs();
    const arrowMs = event.shiftKey ? LARGE_STEP_MS : SMALL_STEP_MS;
    const goals: Record<string, number> = {
      ArrowLeft: now - arrowMs,
      ArrowRight: now + arrowMs,
      PageUp: now - LARGE_STEP_MS,
      PageDown: now + LARGE_STEP_MS,
      Home: 0,
      End: durationMs,
      ",": stepFrames(now, -1, durationMs),
      ".": stepFrames(now, 1, durationMs),
    };
    const factors: Record<string, number> = { "+": ZOOM_STEP, "=": ZOOM_STEP, "-": 1 / ZOOM_STEP };
    const goalMs = goals[event.key];
    const factor = factors[event.key];
    if (goalMs === undefined && factor === undefined) return;
    event.preventDefault();
    if (state.playing && (event.key === "," || event.key === ".")) player.toggle();
    if (goalMs !== undefined) seek(goalMs);
    else if (factor !== undefined) onView(zoomWindow(view, factor, now, durationMs));
  };

  return (
    <div ref={stage} className="relative overflow-hidden rounded-lg border border-line bg-surface">
      <TimelineRuler window={view} widthPx={widthPx} />
      <div
        role="slider"
        tabIndex={0}
        aria-label="Place in the recording"
        aria-valuemin={0}
        aria-valuemax={Math.round(durationMs / 1_000)}
        aria-valuenow={Math.round(player.timeMs() / 1_000)}
        aria-valuetext={`${formatFrame(frameAt(player.timeMs()))} of ${formatClock(durationMs)}`}
        aria-keyshortcuts=", ."
        onKeyDown={onKey}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          seek(msAt(event));
        }}
        onPointerMove={(event) => {
          if (event.currentTarget.hasPointerCapture(event.pointerId)) player.seek(msAt(event));
        }}
        className="relative h-44 cursor-text touch-pan-y focus-visible:-outline-offset-2 sm:h-56"
      >
        <WaveformCanvas
          peaks={loading.peaks}
          drawn={loading.drawn}
          window={view}
          overlaps={floor.filter(({ kind }) => kind === "overlap")}
          audible={{ caller: laneGain(state, "caller") > 0, agent: laneGain(state, "agent") > 0 }}
        />
        <span className="pointer-events-none absolute top-1.5 left-1.5 max-w-[60%] truncate rounded bg-surface/85 px-1 font-medium text-agent text-xs">
          {personaName}
        </span>
        <span className="pointer-events-none absolute bottom-1.5 left-1.5 rounded bg-surface/85 px-1 font-medium text-caller text-xs">
          Caller
        </span>
        {loading.share !== null && loading.share >= 1 ? null : (
          <div className="absolute inset-x-4 bottom-1/2">
            <Progress value={loading.share === null ? null : loading.share * 100} label="Drawing the recording" />
          </div>
        )}
      </div>
      {span && onSpan ? (
        <div className="pointer-events-none absolute inset-x-0 top-6 h-44 sm:h-56">
          <TestSpan span={span} window={view} durationMs={durationMs} onChange={onSpan} />
        </div>
      ) : null}
      <OverlapLanes marks={floor} window={view} onSeek={seek} />
      <EventLanes marks={marks} window={view} onSeek={seek} />
      <Playhead player={player} window={view} onLeft={(atMs) => onView(followWindow(view, atMs, durationMs))} />
    </div>
  );
}
