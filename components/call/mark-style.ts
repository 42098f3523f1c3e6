/** How each kind of mark is drawn: by its shape and filling, so that colour is never the only difference. */
import type { CSSProperties } from "react";
import type { FloorMark, MarkKind } from "@/lib/shared/floor-marks";

export interface MarkStyle {
  className: string;
  style?: CSSProperties;
}

const stripes = (colour: string, angle: number): CSSProperties => ({
  backgroundImage: `repeating-linear-gradient(${angle}deg, var(--${colour}) 0 2px, transparent 2px 5px)`,
});

const BY_KIND: Record<Exclude<MarkKind, "turn" | "pause" | "backchannel">, MarkStyle> = {
  gap: { className: "my-[5px] h-1 border-line-strong border-x-2 bg-line-strong/60" },
  overlap: { className: "h-3.5 rounded-sm border border-overlap bg-overlap/20", style: stripes("overlap", 45) },
  bargeIn: { className: "h-3.5 border-warning border-y border-l-4 bg-surface", style: stripes("warning", -45) },
  missedTurn: { className: "h-3.5 rounded-sm border-2 border-warning border-dotted" },
  falseStop: { className: "h-3.5 border-warning border-y border-r-4 bg-surface", style: stripes("warning", 45) },
};

/** The filling is one colour for each side; a pause is an outline of dashes, a backchannel a small round one. */
export function markStyle({ kind, lane }: Pick<FloorMark, "kind" | "lane">): MarkStyle {
  const isAgent = lane === "agent";
  switch (kind) {
    case "turn":
      return { className: isAgent ? "h-3.5 rounded-sm bg-agent" : "h-3.5 rounded-sm bg-caller" };
    case "pause":
      return { className: `h-3.5 border-y border-dashed bg-surface ${isAgent ? "border-agent" : "border-caller"}` };
    case "backchannel":
      return { className: `my-[3px] h-2 rounded-full border-2 bg-surface ${isAgent ? "border-agent" : "border-caller"}` };
    default:
      return BY_KIND[kind];
  }
}
