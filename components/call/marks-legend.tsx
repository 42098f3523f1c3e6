import { cn } from "@/components/ui/class-names";
import { MARK_KINDS, type MarkKind } from "@/lib/shared/floor-marks";
import { MARK_WORDS } from "@/lib/shared/floor-words";
import { markStyle } from "./mark-style";

export interface MarksLegendProps {
  kinds?: readonly MarkKind[];
  /** its name only, the rest on pointing at it */
  short?: boolean;
  className?: string;
}

/** Each kind of mark as it is drawn, with what it means. */
export function MarksLegend({ kinds = MARK_KINDS, short = false, className }: MarksLegendProps) {
  return (
    <ul className={cn(short ? "flex flex-wrap" : "grid", "gap-x-5 gap-y-1.5 text-xs", className)}>
      {kinds.map((kind) => {
        const { className: shape, style } = markStyle({ kind, lane: kind === "bargeIn" ? "caller" : "agent" });
        return (
          <li
            key={kind}
            className={cn("flex items-center", short ? "gap-1.5" : "gap-2.5")}
            title={short ? MARK_WORDS[kind].meaning : undefined}
          >
            <span aria-hidden className={cn("flex h-4 shrink-0 items-center", short ? "w-5" : "w-7")}>
              <span style={style} className={cn("w-full", shape)} />
            </span>
            <span>
              <span className={short ? undefined : "font-medium"}>{MARK_WORDS[kind].name}</span>
              {short ? null : <span className="text-muted"> {MARK_WORDS[kind].meaning}</span>}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
