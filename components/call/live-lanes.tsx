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

/** The lanes with their names and the word for who has the floor. */
export function LiveLanes({ levels, running, personaName, micClosed, className }: LiveLanesProps) {
  const [floor, setFloor] = useState<FloorState>("quiet");

  useEffect(() => {
    if (!running) return;
    const timer = setInterval(() => setFloor(floorStateOf(levels.speaking(performance.now()))), LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, [levels, running]);

  return (
    <section aria-label="Levels" className={cn("relative overflow-hidden rounded-lg border border-line bg-surface", className)}>
      <LevelLanesCanvas
        levels={levels}
        running={running}
        label={`Sound levels: ${personaName} above, you below, the newest at the right`}
      />
      <span className="absolute top-1.5 left-2.5 max-w-[60%] truncate rounded bg-surface/85 px-1 font-medium text-agent text-xs">
        {personaName}
      </span>
      <span className="absolute bottom-1.5 left-2.5 rounded bg-surface/85 px-1 font-medium text-caller text-xs">
        You{micClosed ? " (microphone closed)" : ""}
      </span>
      <span
        data-testid="floor-state"
        className={cn("absolute top-1.5 right-2.5 rounded bg-surface/85 px-1 font-medium text-xs", TONES[floor])}
      >
        {running ? FLOOR_WORDS[floor] : ""}
      </span>
    </section>
  );
}
