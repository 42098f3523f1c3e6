"use client";

import { useEffect, useState } from "react";
import { cn } from "@/components/ui/class-names";
import type { LevelLanes } from "@/lib/client/call/level-lanes";
import { FLOOR_WORDS, type FloorState, floorStateOf } from "./floor-state";
import { LevelLanesCanvas } from "./level-lanes-canvas";

const LOOK_EVERY_MS = 100;
const TONES: Record<FloorState, string> = { listening: "text-caller", speaking: "text-agent", both: "text-warning", quiet: "text-muted" };

export interface LiveLanesProps {
  levels: LevelLanes;
  running: boolean;
  personaName: string;
  micClosed: boolean;
  className?: string;
}

/** The lanes between their names, and the word for who has the floor. */
export function LiveLanes({ levels, running, personaName, micClosed, className }: LiveLanesProps) {
  const [floor, setFloor] = useState<FloorState>("quiet");

  useEffect(() => {
    if (!running) return;
    const timer = setInterval(() => setFloor(floorStateOf(levels.speaking(performance.now()))), LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, [levels, running]);

  return (
    <section
      aria-label="Levels"
      className={cn("flex flex-col overflow-hidden rounded-lg border border-line bg-surface font-medium text-xs", className)}
    >
      <p className="flex justify-between gap-3 px-3 pt-1.5">
        <span className="truncate text-agent">{personaName}</span>
        <span data-testid="floor-state" className={cn("shrink-0", TONES[floor])}>
          {running ? FLOOR_WORDS[floor] : ""}
        </span>
      </p>
      <div className="min-h-0 flex-1">
        <LevelLanesCanvas
          levels={levels}
          running={running}
          label={`Sound levels: ${personaName} above, you below, the newest at the right`}
        />
      </div>
      <p className="px-3 pb-1.5 text-caller">You{micClosed ? " (microphone closed)" : ""}</p>
    </section>
  );
}
