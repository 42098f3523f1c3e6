"use client";

import type { TurnFact } from "@duologue/protocol";
import { CircleHelp } from "lucide-react";
import { useMemo } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/class-names";
import { Popover } from "@/components/ui/popover";
import { OBSERVED_KINDS, toFloorMark } from "@/lib/shared/floor-marks";
import { markLabel } from "@/lib/shared/floor-words";
import { FLOOR_ROWS, placeMarks } from "./floor-rows";
import { markStyle } from "./mark-style";
import { MarksLegend } from "./marks-legend";

const SHOWN_FRAMES = 375;

export interface LiveMarksProps {
  facts: readonly TurnFact[];
  /** the newest frame that the page knows of */
  frameIndex: number;
}

/** The overlap lanes of a call that goes on: the last 30 s by the engine's own clock, so that both sides stand exactly to each other. */
export function LiveMarks({ facts, frameIndex }: LiveMarksProps) {
  const marks = useMemo(() => placeMarks(facts.flatMap((fact) => toFloorMark(fact) ?? [])), [facts]);
  const spoken = facts.filter(({ kind }) => kind === "utterance");
  const latest = marks.findLast(({ kind }) => kind !== "pause" && kind !== "turn") ?? marks.at(-1);
  const left = (frame: number) => `${(frame / SHOWN_FRAMES) * 100}%`;
  return (
    <section aria-label="Marks of the last 30 seconds" className="shrink-0 text-xs">
      <div className="relative overflow-hidden rounded-lg border border-line bg-surface px-1 py-0.5">
        {FLOOR_ROWS.map((row) => (
          <div key={row} className="relative h-[18px] overflow-hidden border-line not-first:border-t">
            <div
              // moves as time does: the page hears of the newest frame once a second
              style={{ transform: `translateX(${(1 - frameIndex / SHOWN_FRAMES) * 100}%)` }}
              className="absolute inset-0 transition-transform duration-1000 ease-linear"
            >
              {spoken.map(({ lane, frameIndex: from, endFrameIndex: to = from + 1 }) =>
                lane === row ? (
                  <span
                    key={from}
                    data-mark="utterance"
                    data-lane={lane}
                    style={{ left: left(from), width: left(to - from) }}
                    className={cn("absolute top-[7px] h-0.5", lane === "agent" ? "bg-agent" : "bg-caller")}
                  />
                ) : null,
              )}
              {marks.map((mark) => {
                if (mark.row !== row) return null;
                const { className, style } = markStyle(mark);
                const place = { left: left(mark.fromFrame), width: `max(3px, ${left(mark.toFrame - mark.fromFrame)})` };
                return (
                  <span
                    key={mark.id}
                    data-mark={mark.kind}
                    title={markLabel(mark)}
                    style={{ ...style, ...place }}
                    className={cn("absolute top-0.5", className)}
                  />
                );
              })}
            </div>
          </div>
        ))}
      </div>
      <div className="mt-0.5 flex items-center justify-between gap-2 text-muted">
        <p className="min-w-0 truncate tabular-nums">{latest ? markLabel(latest) : "Turns and barge-ins are marked here."}</p>
        <Popover
          label="What the marks mean"
          align="end"
          trigger={
            <Button variant="ghost" size="icon" className="size-6" aria-label="What the marks mean">
              <CircleHelp aria-hidden />
            </Button>
          }
        >
          <MarksLegend kinds={OBSERVED_KINDS} />
        </Popover>
      </div>
    </section>
  );
}
