"use client";

import { Pause, Play } from "lucide-react";
import { useEffect, useMemo, useState } from "react";
import { speakerWords } from "@/components/suite-runs/speaker-words";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Select } from "@/components/ui/select";
import { Skeleton } from "@/components/ui/skeleton";
import type { CallDetail } from "@/lib/shared/calls";
import { formatClock } from "@/lib/shared/format";
import { flowNamesOf } from "./call-standing";
import type { LanePlayer } from "./lane-player";
import { LanesLegend } from "./lanes-legend";
import { HEARD, type Heard, pairPlayers } from "./pair-player";
import { TimelineStage } from "./timeline-stage";
import { useLanePlayer, usePlayerState, usePlayheadMs } from "./use-lane-player";
import { usePeaks } from "./use-peaks";
import { useTimeline } from "./use-timeline";
import { type ViewWindow, wholeWindow, zoomWindow } from "./view-window";
import { WordsLane } from "./words-lane";

const ALIGN_EVERY_MS = 250;
const HEARD_WORDS: Record<Heard, string> = { both: "Both, the caller once", original: "The original", replay: "The replay" };

interface PairProps {
  original: CallDetail;
  replayed: CallDetail;
  movedMs: number;
}

/** Both calls on one time axis, played together. */
export function ReplayPair(props: PairProps) {
  const original = useLanePlayer(`/api/calls/${props.original.id}/recording`);
  const replay = useLanePlayer(`/api/calls/${props.replayed.id}/recording`);
  return original && replay ? <Pair {...props} players={{ original, replay }} /> : <Skeleton className="h-96" />;
}

function Pair({ original, replayed, movedMs, players }: PairProps & { players: { original: LanePlayer; replay: LanePlayer } }) {
  const pair = useMemo(() => pairPlayers(players.original, players.replay, movedMs), [players.original, players.replay, movedMs]);
  const [heard, setHeard] = useState<Heard>("both");
  const [zoomed, setZoomed] = useState<ViewWindow | null>(null);
  const state = usePlayerState(players.original);
  const lengthA = usePlayerState(players.original).durationMs ?? original.durationMs ?? 1_000;
  const lengthB = usePlayerState(players.replay).durationMs ?? replayed.durationMs ?? 1_000;
  const durationMs = Math.max(lengthA, lengthB - movedMs);
  const view = zoomed ?? wholeWindow(durationMs);
  const atMs = usePlayheadMs(players.original, 100);
  const show = (next: ViewWindow) => setZoomed(next.toMs - next.fromMs >= durationMs ? null : next);

  useEffect(() => {
    if (!state.playing) return;
    const timer = setInterval(() => pair.align(), ALIGN_EVERY_MS);
    return () => clearInterval(timer);
  }, [pair, state.playing]);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const { target } = event;
      if (event.code !== "Space" || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
      if (target instanceof Element && target.closest("input, textarea, select, button, a, summary, [role=dialog], [role=menu]")) return;
      event.preventDefault();
      pair.original.toggle();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [pair]);

  return (
    <div className="flex flex-col gap-5">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-3">
        <Button
          variant="primary"
          className="size-11 rounded-full px-0"
          aria-label={state.playing ? "Pause both" : "Play both"}
          onClick={pair.original.toggle}
        >
          {state.playing ? <Pause aria-hidden /> : <Play aria-hidden className="translate-x-px" />}
        </Button>
        <span className="text-sm tabular-nums" data-testid="replay-clock">
          <span className="font-semibold">{formatClock(Math.floor(atMs / 1_000) * 1_000)}</span>
          <span className="text-muted"> / {formatClock(durationMs)}</span>
        </span>
        <Select
          label="What is heard"
          size="sm"
          className="w-52"
          value={heard}
          options={HEARD.map((value) => ({ value, label: HEARD_WORDS[value] }))}
          onValueChange={(value) => {
            setHeard(value as Heard);
            pair.hear(value as Heard);
          }}
        />
        <fieldset className="ml-auto flex gap-1">
          <legend className="sr-only">Zoom</legend>
          {[1 / 1.8, 1.8].map((factor) => (
            <Button
              key={factor}
              size="sm"
              variant="ghost"
              onClick={() => show(zoomWindow(view, factor, Math.min(Math.max(atMs, view.fromMs), view.toMs), durationMs))}
            >
              {factor > 1 ? "Zoom in" : "Zoom out"}
            </Button>
          ))}
        </fieldset>
      </div>
      <Side title="As it was" call={original} player={pair.original} durationMs={durationMs} view={view} onView={show} shiftMs={0} />
      <Side title="Replayed" call={replayed} player={pair.replay} durationMs={durationMs} view={view} onView={show} shiftMs={movedMs} />
      <LanesLegend isMeasured={original.scorecard?.result != null && replayed.scorecard?.result != null} />
      <div className="grid gap-5 lg:grid-cols-2">
        <Words title="Said as it was" call={original} player={pair.original} />
        <Words title="Said in the replay" call={replayed} player={pair.replay} />
      </div>
    </div>
  );
}

interface SideProps {
  title: string;
  call: CallDetail;
  player: LanePlayer;
  durationMs: number;
  view: ViewWindow;
  onView: (view: ViewWindow) => void;
  /** its clock is ahead of the shared one by this */
  shiftMs: number;
}

function Side({ title, call, player, durationMs, view, onView, shiftMs }: SideProps) {
  const names = useMemo(() => flowNamesOf(call.program), [call.program]);
  const { replay } = useTimeline(call.hasTimeline ? `/api/calls/${call.id}/timeline` : null, names);
  const loading = usePeaks(`/api/calls/${call.id}/recording`);
  const moved = (window: ViewWindow, byMs: number) => ({ fromMs: window.fromMs + byMs, toMs: window.toMs + byMs });
  return (
    <section aria-label={title}>
      <h2 className="mb-2 flex flex-wrap gap-x-2 text-sm">
        <span className="font-medium">{title}</span>
        <span className="text-muted">
          {call.personaName} · {call.speaker ? speakerWords(call.speaker) : "speaker not known"}
        </span>
      </h2>
      <TimelineStage
        player={player}
        loading={loading}
        marks={[]}
        floor={call.scorecard?.result?.marks ?? replay?.floor ?? []}
        durationMs={durationMs + shiftMs}
        view={moved(view, shiftMs)}
        onView={(next) => onView(moved(next, -shiftMs))}
        personaName={call.personaName}
      />
    </section>
  );
}

function Words({ title, call, player }: { title: string; call: CallDetail; player: LanePlayer }) {
  const names = useMemo(() => flowNamesOf(call.program), [call.program]);
  const { replay } = useTimeline(call.hasTimeline ? `/api/calls/${call.id}/timeline` : null, names);
  return (
    <section aria-label={title}>
      <h2 className="mb-2 font-medium text-sm">{title}</h2>
      <Card>
        {replay ? <WordsLane player={player} lines={replay.lines} names={names} onSeek={player.seek} /> : <Skeleton className="m-4 h-40" />}
      </Card>
    </section>
  );
}
