import { cn } from "@/components/ui/class-names";
import { MARK_KINDS } from "@/lib/shared/floor-marks";
import { MARK_WORDS } from "@/lib/shared/floor-words";
import { markStyle } from "./mark-style";

/** What the marks of the overlap lanes mean, and where they come from. */
export function LanesLegend({ isMeasured }: { isMeasured: boolean }) {
  return (
    <details className="rounded-lg border border-line bg-surface text-xs" open>
      <summary className="px-3 py-2 text-muted">
        Marks, {isMeasured ? "as measured from the recording" : "as the engine noted them during the call"}, exact to 80 ms
      </summary>
      <ul className="grid gap-x-5 gap-y-1.5 border-line border-t px-3 py-2.5 sm:grid-cols-2 xl:grid-cols-3">
        {MARK_KINDS.map((kind) => {
          const { className, style } = markStyle({ kind, lane: kind === "bargeIn" ? "caller" : "agent" });
          return (
            <li key={kind} className="flex items-center gap-2.5">
              <span aria-hidden className="flex h-4 w-7 shrink-0 items-center">
                <span style={style} className={cn("w-full", className)} />
              </span>
              <span>
                <span className="font-medium">{MARK_WORDS[kind].name}</span> <span className="text-muted">{MARK_WORDS[kind].meaning}</span>
              </span>
            </li>
          );
        })}
      </ul>
    </details>
  );
}
