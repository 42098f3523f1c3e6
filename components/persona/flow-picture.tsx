import type { Flow, NodeType } from "@duologue/persona";
import { cn } from "@/components/ui/class-names";
import { layOutFlowPicture } from "./flow-picture-layout";

/** Opaque, so that a line behind a box does not shine through. */
const FILLS: Record<NodeType, string> = {
  start: "fill-[color-mix(in_oklch,var(--success)_25%,var(--surface))] stroke-success",
  stage: "fill-[color-mix(in_oklch,var(--accent)_14%,var(--surface))] stroke-accent",
  say: "fill-[color-mix(in_oklch,var(--agent)_14%,var(--surface))] stroke-agent",
  end: "fill-line stroke-line-strong",
  note: "",
};

/** The shape of a flow, small: no words, only boxes and lines. */
export function FlowPicture({ flow, className }: { flow: Flow; className?: string }) {
  const layout = layOutFlowPicture(flow);
  if (!layout) return <div aria-hidden className={className} />;
  return (
    <svg viewBox={layout.viewBox} preserveAspectRatio="xMidYMid meet" aria-hidden="true" className={cn("overflow-visible", className)}>
      {layout.lines.map(({ id, path }) => (
        <path key={id} d={path} fill="none" strokeWidth={1.25} vectorEffect="non-scaling-stroke" className="stroke-line-strong" />
      ))}
      {layout.boxes.map(({ id, type, x, y, width, height }) => (
        <rect
          key={id}
          x={x}
          y={y}
          width={width}
          height={height}
          rx={type === "start" || type === "end" ? height / 2 : 20}
          strokeWidth={1.25}
          vectorEffect="non-scaling-stroke"
          className={FILLS[type]}
        />
      ))}
    </svg>
  );
}
