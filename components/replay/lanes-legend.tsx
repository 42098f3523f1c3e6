import { MarksLegend } from "@/components/call/marks-legend";
import { MARK_KINDS, OBSERVED_KINDS } from "@/lib/shared/floor-marks";

/** The marks of the overlap lanes by name, and where they come from. */
export function LanesLegend({ isMeasured }: { isMeasured: boolean }) {
  return (
    <div className="-mt-2 flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1.5">
      <MarksLegend short kinds={isMeasured ? MARK_KINDS : OBSERVED_KINDS} />
      <p className="text-muted text-xs">
        Marks {isMeasured ? "as measured from the recording" : "as the engine noted them during the call"}, exact to 80 ms
      </p>
    </div>
  );
}
