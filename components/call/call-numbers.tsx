"use client";

import { cn } from "@/components/ui/class-names";
import { Tooltip } from "@/components/ui/tooltip";
import type { CallViewState } from "@/lib/client/call/view-state";
import { BAND_TONES, BAND_WORDS, type Band, delayBand, stepBand } from "./bands";

/** Step time and network delay with their bands, and the small figures of the sound path. Stale: of a while ago, so nothing is judged by them. */
export function CallNumbers({ view, stale }: { view: CallViewState; stale: boolean }) {
  const { metrics, networkDelayMs, playback } = view;
  const stepMs = metrics?.stepMsP50 ?? null;
  return (
    <dl className={cn("flex justify-between gap-2 text-xs", stale && "text-muted")} data-testid="call-numbers" data-stale={stale}>
      <Figure
        name="Step"
        value={stepMs === null ? "–" : `${stepMs.toFixed(stepMs < 10 ? 1 : 0)} ms`}
        band={stepMs === null || stale ? null : stepBand(stepMs)}
        explains={`Median time of one 80 ms step of the voice${metrics ? `; 99 % stay under ${metrics.stepMsP99.toFixed(0)} ms` : ""}.`}
      />
      <Figure
        name="Network"
        value={networkDelayMs === null ? "–" : `${Math.round(networkDelayMs)} ms`}
        band={networkDelayMs === null || stale ? null : delayBand(networkDelayMs)}
        explains="Median round trip between this page and the engine."
      />
      <Figure
        name="Buffer"
        value={`${Math.round(playback.bufferedMs)} ms`}
        explains={`Sound waiting to be played here; the cushion against uneven arrival is ${playback.marginMs} ms.`}
      />
      <Figure
        name="Dropped"
        value={`${metrics ? metrics.droppedFrames : 0}`}
        band={!stale && metrics && metrics.droppedFrames > 0 ? "fair" : null}
        explains={`Your 80 ms frames that came too late to be heard, dropped by the engine. Missing: ${metrics?.missingFrames ?? 0}.`}
      />
      <Figure
        name="Gaps"
        value={`${playback.underruns}`}
        band={!stale && playback.underruns > 0 ? "fair" : null}
        explains="How often the persona's sound ran dry on this side."
      />
    </dl>
  );
}

function Figure({ name, value, band = null, explains }: { name: string; value: string; band?: Band | null; explains: string }) {
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
