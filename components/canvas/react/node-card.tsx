"use client";

import { Handle, type Node, type NodeProps, Position } from "@xyflow/react";
import { CircleAlert, TriangleAlert } from "lucide-react";
import { memo } from "react";
import { cn } from "@/components/ui/class-names";
import { NODE_KINDS, nodePreview, nodeTitle } from "../core/node-kinds";
import type { CanvasNodeData } from "../core/to-canvas";
import { KindTile } from "./kind-tile";
import { NodeActions } from "./node-actions";

const EMPTY_WORDS = { start: "", stage: "No goal yet", say: "No words yet", note: "Empty note", end: "Hangs up without a word" } as const;

/** One node on the canvas: kind, title, two lines of what it does, what is wrong with it. */
export const NodeCard = memo(function NodeCard({ id, data, selected, isConnectable }: NodeProps<Node<CanvasNodeData>>) {
  const { node, problems, active, highlighted, selectedAlone, readOnly } = data;
  const kind = NODE_KINDS[node.type];
  const preview = nodePreview(node);
  const worst = problems[0];
  const isNote = node.type === "note";

  return (
    <div
      data-kind={node.type}
      data-active={active || undefined}
      data-problem={worst?.level}
      className={cn(
        "node-card group relative w-[264px] rounded-lg border bg-surface text-foreground shadow-sm transition-[border-color,box-shadow]",
        isNote && "border-dashed bg-[color-mix(in_oklch,var(--warning)_5%,var(--surface))] shadow-none",
        worst?.level === "error" ? "border-danger/60" : isNote ? "border-warning/40" : "border-line hover:border-line-strong",
        highlighted && "border-accent ring-4 ring-accent/15",
        selected && "border-accent ring-2 ring-accent",
      )}
    >
      {kind.hasInput ? <Handle type="target" position={Position.Top} isConnectable={isConnectable} aria-hidden /> : null}
      {readOnly ? null : <NodeActions nodeId={id} title={nodeTitle(node)} pinned={selectedAlone} />}
      <div className="flex items-center gap-2.5 px-3 pt-2.5">
        <KindTile type={node.type} />
        <div className="min-w-0 flex-1">
          <div className="text-[11px] text-muted leading-tight">{kind.label}</div>
          <div className="truncate font-medium text-[13px] leading-tight">{isNote ? "For your team" : nodeTitle(node)}</div>
        </div>
        {active ? <span className="rounded-full bg-agent/12 px-2 py-0.5 font-medium text-[11px] text-agent">On now</span> : null}
      </div>
      <div className="px-3 pt-1.5 pb-3">
        <p
          className={cn(
            "text-[12.5px] text-muted leading-[1.45]",
            isNote ? "line-clamp-6 whitespace-pre-line" : "line-clamp-2",
            node.type === "say" && preview && "text-foreground",
            !preview && "italic",
          )}
        >
          {node.type === "say" && preview ? `“${preview}”` : preview || EMPTY_WORDS[node.type]}
        </p>
      </div>
      {worst ? (
        <p
          className={cn(
            "flex items-start gap-1.5 border-t px-3 py-2 text-[12px] leading-snug",
            worst.level === "error" ? "border-danger/25 text-danger" : "border-warning/25 text-warning",
          )}
        >
          {worst.level === "error" ? (
            <CircleAlert aria-hidden className="mt-px size-3.5 shrink-0" />
          ) : (
            <TriangleAlert aria-hidden className="mt-px size-3.5 shrink-0" />
          )}
          <span className="line-clamp-3">
            {worst.message}
            {problems.length > 1 ? ` (and ${problems.length - 1} more)` : ""}
          </span>
        </p>
      ) : null}
      {kind.hasOutput ? <Handle type="source" position={Position.Bottom} isConnectable={isConnectable} aria-hidden /> : null}
    </div>
  );
});
