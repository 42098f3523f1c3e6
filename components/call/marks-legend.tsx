import { cn } from "@/components/ui/class-names";
import { MARK_KINDS } from "@/lib/shared/floor-marks";
import { MARK_WORDS } from "@/lib/shared/floor-words";
import { markStyle } from "./mark-style";

/** Each kind of mark as it is drawn, with what it means. */
export function MarksLegend({ className }: { className?: string }) {
  return (
    <ul className={cn("grid gap-x-5 gap-y-1.5 text-xs", className)}>
      {MARK_KINDS.map((kind) => {
        const { className: shape, style } = markStyle({ kind, lane: kind === "bargeIn" ? "caller" : "agent" });
        return (
          <li key={kind} className="flex items-center gap-2.5">
            <span aria-hidden className="flex h-4 w-7 shrink-0 items-center">
              <span style={style} className={cn("w-full", shape)} />
            </span>
            <span>
              <span className="font-medium">{MARK_WORDS[kind].name}</span> <span className="text-muted">{MARK_WORDS[kind].meaning}</span>
            </span>
          </li>
        );
      })}
    </ul>
  );
}
