"use client";

import { cn } from "@/components/ui/class-names";
import { Tooltip } from "@/components/ui/tooltip";
import type { CallViewState } from "@/lib/client/call/view-state";
import { BAND_TONES, BAND_WORDS } from "./bands";
import { type CallFigure, callFigures, isStale } from "./call-figures";

/** The figures of a live call, each with its explanation; dimmed while they are of a while ago. */
export function CallNumbers({ view }: { view: CallViewState }) {
  return (
    <dl className={cn("flex justify-between gap-2 text-xs", isStale(view) && "text-muted")} data-testid="call-numbers">
      {callFigures(view).map((figure) => (
        <Figure key={figure.name} {...figure} />
      ))}
    </dl>
  );
}

function Figure({ name, value, band, explains }: CallFigure) {
  return (
    <Tooltip label={explains}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the explanation has to be reachable by keyboard */}
      <div tabIndex={0} className="flex flex-col rounded">
        <dt className="text-muted">{name}</dt>
        <dd className={cn("whitespace-nowrap font-medium tabular-nums", band && BAND_TONES[band])}>
          {value}
          {band ? <span className="sr-only"> ({BAND_WORDS[band]})</span> : null}
        </dd>
      </div>
    </Tooltip>
  );
}
