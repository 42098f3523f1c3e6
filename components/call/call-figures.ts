import type { CallViewState } from "@/lib/client/call/view-state";
import { type Band, delayBand, stepBand } from "./bands";

export interface CallFigure {
  name: string;
  value: string;
  /** null: nothing to be judged */
  band: Band | null;
  explains: string;
}

/** Nobody knows how the call is just now: what is shown of it is of a while ago. */
export function isStale({ reconnectUntilMs, lineWeak }: Pick<CallViewState, "reconnectUntilMs" | "lineWeak">): boolean {
  return reconnectUntilMs !== null || lineWeak;
}

/** Step time and network delay with their bands, and the small figures of the sound path. Stale ones are shown and not judged. */
export function callFigures(view: CallViewState): CallFigure[] {
  const { metrics, networkDelayMs, playback } = view;
  const stepMs = metrics?.stepMsP50 ?? null;
  const dropped = metrics?.droppedFrames ?? 0;
  const figures: CallFigure[] = [
    {
      name: "Step",
      value: stepMs === null ? "–" : `${stepMs.toFixed(stepMs < 10 ? 1 : 0)} ms`,
      band: stepMs === null ? null : stepBand(stepMs),
      explains: `Median time of one 80 ms step of the voice${metrics ? `; 99 % stay under ${metrics.stepMsP99.toFixed(0)} ms` : ""}.`,
    },
    {
      name: "Network",
      value: networkDelayMs === null ? "–" : `${Math.round(networkDelayMs)} ms`,
      band: networkDelayMs === null ? null : delayBand(networkDelayMs),
      explains: "Median round trip between this page and the engine.",
    },
    {
      name: "Buffer",
      value: `${Math.round(playback.bufferedMs)} ms`,
      band: null,
      explains: `Sound waiting to be played here; the cushion against uneven arrival is ${playback.marginMs} ms.`,
    },
    {
      name: "Dropped",
      value: `${dropped}`,
      band: dropped > 0 ? "fair" : null,
      explains: `Your 80 ms frames that came too late to be heard, dropped by the engine. Missing: ${metrics?.missingFrames ?? 0}.`,
    },
    {
      name: "Underruns",
      value: `${playback.underruns}`,
      band: playback.underruns > 0 ? "fair" : null,
      explains: "How often the persona's sound ran dry on this side: it was heard broken.",
    },
  ];
  return isStale(view) ? figures.map((figure) => ({ ...figure, band: null })) : figures;
}
