"use client";

import { BaseEdge, type Edge, EdgeLabelRenderer, type EdgeProps } from "@xyflow/react";
import { CircleAlert, PencilLine, Trash2 } from "lucide-react";
import { memo } from "react";
import { cn } from "@/components/ui/class-names";
import { edgePath } from "../core/edge-routes";
import type { CanvasEdgeData } from "../core/to-canvas";
import { useCanvasIntents } from "./canvas-intents";
import { CONDITION_ICON } from "./kind-look";
import { CanvasAction } from "./node-actions";

const PIN_SHIFT = { middle: "-50%", left: "0%", right: "-100%" } as const;

/** A line with its condition on a pill. The line itself is what the keyboard reaches; the pill is its larger target for the pointer. */
export const ConditionEdge = memo(function ConditionEdge(props: EdgeProps<Edge<CanvasEdgeData>>) {
  const { id, sourceX, sourceY, targetX, targetY, data, selected, markerEnd } = props;
  const intents = useCanvasIntents();
  if (!data) return null;
  const { path, label } = edgePath({ x: sourceX, y: sourceY }, { x: targetX, y: targetY }, data.route);
  const worst = data.problems[0];
  const Icon = CONDITION_ICON[data.edge.condition.type];
  const title = worst ? `${data.words}\n${worst.message}` : data.words;

  return (
    <>
      <BaseEdge
        id={id}
        path={path}
        {...(markerEnd ? { markerEnd } : {})}
        interactionWidth={22}
        className={cn(worst?.level === "error" && "edge-error")}
      />
      <EdgeLabelRenderer>
        <div
          className="nodrag nopan pointer-events-auto absolute z-10"
          style={{ transform: `translate(${label.x}px, ${label.y}px) translate(${PIN_SHIFT[label.pin]}, -50%)` }}
        >
          <div className="group relative">
            <button
              type="button"
              tabIndex={-1}
              title={title}
              onClick={(event) => {
                const add = event.shiftKey || event.metaKey || event.ctrlKey;
                intents.changeSelection((current) =>
                  add ? { ...current, edgeIds: [...new Set([...current.edgeIds, id])] } : { nodeIds: [], edgeIds: [id] },
                );
              }}
              onDoubleClick={() => intents.edit({ edgeId: id })}
              className={cn(
                "flex max-w-[200px] items-center gap-1.5 rounded-full border bg-surface px-2.5 py-1 text-left text-[11.5px] text-foreground leading-tight shadow-sm",
                worst ? (worst.level === "error" ? "border-danger/60 text-danger" : "border-warning/60 text-warning") : "border-line",
                selected && "border-accent ring-1 ring-accent",
                data.label.length > 32 && "rounded-2xl",
              )}
            >
              {worst ? (
                <CircleAlert aria-hidden className="size-3.5 shrink-0" />
              ) : (
                <Icon aria-hidden className="size-3.5 shrink-0 text-muted" />
              )}
              <span className="line-clamp-2 break-words">{data.label}</span>
            </button>
            {data.readOnly ? null : (
              <div
                className={cn(
                  "absolute bottom-full left-1/2 -translate-x-1/2 pb-1",
                  data.selectedAlone ? "visible" : "invisible group-hover:visible",
                )}
              >
                <div className="flex rounded-lg border border-line bg-surface p-0.5 shadow-sm">
                  <CanvasAction label={`Edit edge: ${data.label}`} onClick={() => intents.edit({ edgeId: id })}>
                    <PencilLine aria-hidden />
                  </CanvasAction>
                  <CanvasAction
                    label={`Delete edge: ${data.label}`}
                    danger
                    onClick={() => intents.deleteItems({ nodeIds: [], edgeIds: [id] })}
                  >
                    <Trash2 aria-hidden />
                  </CanvasAction>
                </div>
              </div>
            )}
          </div>
        </div>
      </EdgeLabelRenderer>
    </>
  );
});
