"use client";

import { FRAME_MS } from "@duologue/protocol";
import { type ReactNode, useEffect, useState } from "react";
import { Card } from "@/components/ui/card";
import { ErrorState } from "@/components/ui/error-state";
import { Kbd } from "@/components/ui/kbd";
import { Skeleton } from "@/components/ui/skeleton";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/tabs";
import type { FloorMark } from "@/lib/shared/floor-marks";
import { EventsList } from "./events-list";
import type { LanePlayer } from "./lane-player";
import { LanesLegend } from "./lanes-legend";
import type { FlowNames, Replay } from "./read-timeline";
import type { Span } from "./test-span";
import { TimelineStage } from "./timeline-stage";
import { Transport } from "./transport";
import { useLanePlayer, usePlayerState } from "./use-lane-player";
import { usePeaks } from "./use-peaks";
import { type ViewWindow, wholeWindow, zoomWindow } from "./view-window";
import { WordsLane } from "./words-lane";

export interface ReplayBoardProps {
  recordingUrl: string;
  replay: Replay | null;
  names: FlowNames;
  personaName: string;
  /** as the studio knows it; the recording itself is more exact */
  durationMs: number;
  /** the overlap lanes as measured; null: not (yet), the engine's own notes stand in */
  measured: readonly FloorMark[] | null;
  /** a test is being made: what is to be cut, null: the whole call */
  making?: { span: Span | null; onSpan: (span: Span) => void; form: (span: Span, durationMs: number) => ReactNode } | null;
  /** stands between the lanes and the words */
  children?: ReactNode;
}

const NO_MARKS: readonly FloorMark[] = [];

/** The recording with everything that lies on its time axis. */
export function ReplayBoard(props: ReplayBoardProps) {
  const player = useLanePlayer(props.recordingUrl);
  return player ? <Board {...props} player={player} /> : <Skeleton className="h-80" />;
}

function Board({
  player,
  recordingUrl,
  replay,
  names,
  personaName,
  durationMs: knownMs,
  measured,
  making,
  children,
}: ReplayBoardProps & { player: LanePlayer }) {
  const state = usePlayerState(player);
  const loading = usePeaks(recordingUrl);
  const durationMs = state.durationMs ?? (loading.share === 1 && loading.peaks ? loading.peaks.durationMs : knownMs);
  const [zoomed, setZoomed] = useState<ViewWindow | null>(null);
  const view = zoomed ?? wholeWindow(durationMs);
  const marks = replay?.marks ?? [];
  const floor = measured ?? replay?.floor ?? NO_MARKS;
  const show = (next: ViewWindow) => setZoomed(next.toMs - next.fromMs >= durationMs ? null : next);
  const span = making ? (making.span ?? { fromMs: 0, toMs: durationMs }) : null;
  const seek = (atMs: number) => player.seek(Math.min(atMs, durationMs));

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const { target } = event;
      if (event.code !== "Space" || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
      if (target instanceof Element && target.closest("input, textarea, select, button, a, summary, [role=dialog], [role=menu]")) return;
      event.preventDefault();
      player.toggle();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [player]);

  return (
    <div className="flex flex-col gap-4">
      <Transport
        player={player}
        durationMs={durationMs}
        onZoom={(factor) => show(zoomWindow(view, factor, Math.min(Math.max(player.timeMs(), view.fromMs), view.toMs), durationMs))}
        onWhole={() => setZoomed(null)}
      />
      {state.error || loading.error ? <ErrorState message={state.error ?? loading.error} className="py-6" /> : null}
      <TimelineStage
        player={player}
        loading={loading}
        marks={marks}
        floor={floor}
        durationMs={durationMs}
        view={view}
        onView={show}
        personaName={personaName}
        span={span}
        onSpan={making?.onSpan}
      />
      {floor.length > 0 ? <LanesLegend isMeasured={measured !== null} /> : null}
      <p className="-mt-2 flex flex-wrap items-center gap-x-1.5 gap-y-1 text-muted text-xs max-sm:hidden">
        With the waveform in focus, <Kbd>,</Kbd> and <Kbd>.</Kbd> step by a frame of {FRAME_MS} ms, <Kbd>←</Kbd> and <Kbd>→</Kbd> by a
        second.
      </p>
      {making && span ? making.form(span, durationMs) : null}
      {children}
      <Card>
        <Tabs defaultValue="words">
          <TabsList>
            <TabsTrigger value="words">Words</TabsTrigger>
            <TabsTrigger value="events">Events</TabsTrigger>
          </TabsList>
          <TabsContent value="words">
            {replay ? <WordsLane player={player} lines={replay.lines} names={names} onSeek={seek} /> : <Skeleton className="m-4 h-40" />}
          </TabsContent>
          <TabsContent value="events">
            {replay ? <EventsList marks={marks} unknownCount={replay.unknownCount} onSeek={seek} /> : null}
          </TabsContent>
        </Tabs>
      </Card>
    </div>
  );
}
