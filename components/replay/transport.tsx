"use client";

import { FRAME_MS } from "@duologue/protocol";
import { Headphones, Maximize2, Pause, Play, Volume2, VolumeX, ZoomIn, ZoomOut } from "lucide-react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/class-names";
import { Select } from "@/components/ui/select";
import { Tooltip } from "@/components/ui/tooltip";
import { formatFrame } from "@/lib/shared/floor-words";
import { formatClock } from "@/lib/shared/format";
import { frameAt } from "./frame-steps";
import { type Lane, type LanePlayer, laneGain, SPEEDS } from "./lane-player";
import { usePlayerState, usePlayheadMs } from "./use-lane-player";

export interface TransportProps {
  player: LanePlayer;
  durationMs: number;
  onZoom: (factor: number) => void;
  onWhole: () => void;
}

/** Play, time, speed, lanes, zoom. */
export function Transport({ player, durationMs, onZoom, onWhole }: TransportProps) {
  const state = usePlayerState(player);
  const atMs = usePlayheadMs(player, FRAME_MS);
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-3 sm:gap-x-4">
      <div className="flex items-center gap-3">
        <Tooltip label={state.playing ? "Pause" : "Play"} shortcut="Space">
          <Button
            variant="primary"
            className="size-11 rounded-full px-0"
            aria-label={state.playing ? "Pause" : "Play"}
            onClick={player.toggle}
          >
            {state.playing ? <Pause aria-hidden /> : <Play aria-hidden className="translate-x-px" />}
          </Button>
        </Tooltip>
        <span className="text-sm tabular-nums" data-testid="replay-clock">
          <span className="font-semibold">{formatFrame(frameAt(atMs))}</span>
          <span className="text-muted"> / {formatClock(durationMs)}</span>
        </span>
      </div>
      <Select
        label="Speed"
        size="sm"
        className="w-[4.75rem]"
        value={String(state.speed)}
        options={SPEEDS.map((speed) => ({ value: String(speed), label: `${speed}×` }))}
        onValueChange={(value) => player.setSpeed(Number(value))}
      />
      <div className="flex items-center gap-x-1 sm:gap-x-4">
        <LaneButtons player={player} lane="agent" name="Persona" />
        <LaneButtons player={player} lane="caller" name="Caller" />
      </div>
      <fieldset className="ml-auto flex items-center gap-1">
        <legend className="sr-only">Zoom</legend>
        <Tooltip label="Zoom out" shortcut="-">
          <Button variant="ghost" size="icon" aria-label="Zoom out" onClick={() => onZoom(1 / 1.8)}>
            <ZoomOut aria-hidden />
          </Button>
        </Tooltip>
        <Tooltip label="Zoom in" shortcut="+">
          <Button variant="ghost" size="icon" aria-label="Zoom in" onClick={() => onZoom(1.8)}>
            <ZoomIn aria-hidden />
          </Button>
        </Tooltip>
        <Tooltip label="Whole call">
          <Button variant="ghost" size="icon" aria-label="Show the whole call" onClick={onWhole}>
            <Maximize2 aria-hidden />
          </Button>
        </Tooltip>
      </fieldset>
    </div>
  );
}

function LaneButtons({ player, lane, name }: { player: LanePlayer; lane: Lane; name: string }) {
  const state = usePlayerState(player);
  const audible = laneGain(state, lane) > 0;
  const soloed = state.solo === lane;
  return (
    <fieldset className="flex items-center gap-0.5">
      <legend className="sr-only">{name}</legend>
      <span aria-hidden className={cn("text-xs", lane === "agent" ? "text-agent" : "text-caller", !audible && "line-through opacity-60")}>
        {name}
      </span>
      <Tooltip label={state.muted[lane] ? `Unmute ${name.toLowerCase()}` : `Mute ${name.toLowerCase()}`}>
        <Button
          variant="ghost"
          size="icon"
          className="size-8"
          aria-label={`Mute ${name.toLowerCase()}`}
          aria-pressed={state.muted[lane]}
          onClick={() => player.setMuted(lane, !state.muted[lane])}
        >
          {state.muted[lane] ? <VolumeX aria-hidden className="text-warning" /> : <Volume2 aria-hidden />}
        </Button>
      </Tooltip>
      <Tooltip label={soloed ? "Hear both" : `Hear only the ${name.toLowerCase()}`}>
        <Button
          variant="ghost"
          size="icon"
          className={cn("size-8", soloed && "bg-accent/12 text-accent")}
          aria-label={`Hear only the ${name.toLowerCase()}`}
          aria-pressed={soloed}
          onClick={() => player.setSolo(soloed ? null : lane)}
        >
          <Headphones aria-hidden />
        </Button>
      </Tooltip>
    </fieldset>
  );
}
