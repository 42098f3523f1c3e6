import { MarksLegend } from "@/components/call/marks-legend";

/** What the marks of the overlap lanes mean, and where they come from. */
export function LanesLegend({ isMeasured }: { isMeasured: boolean }) {
  return (
    <details className="rounded-lg border border-line bg-surface text-xs" open>
      <summary className="px-3 py-2 text-muted">
        Marks, {isMeasured ? "as measured from the recording" : "as the engine noted them during the call"}, exact to 80 ms
      </summary>
      <MarksLegend className="border-line border-t px-3 py-2.5 sm:grid-cols-2 xl:grid-cols-3" />
    </details>
  );
}
