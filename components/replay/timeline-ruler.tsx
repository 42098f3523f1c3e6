import { formatClock } from "@/lib/shared/format";
import { ticksOf, type ViewWindow } from "./view-window";

export function TimelineRuler({ window: view, widthPx }: { window: ViewWindow; widthPx: number }) {
  const { stepMs, ticksMs } = ticksOf(view, widthPx);
  const lengthMs = view.toMs - view.fromMs;
  const words = (ms: number) => (stepMs >= 1_000 ? formatClock(ms) : `${(ms / 1_000).toFixed(1)} s`);
  return (
    <div aria-hidden className="relative h-6 border-line border-b text-[11px] text-muted tabular-nums">
      {ticksMs.map((ms) => (
        <span
          key={ms}
          className="absolute inset-y-0 flex items-center border-line border-l pl-1"
          style={{ left: `${((ms - view.fromMs) / lengthMs) * 100}%` }}
        >
          {words(ms)}
        </span>
      ))}
    </div>
  );
}
