"use client";

import { Copy, PencilLine, Trash2 } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/class-names";
import { useCanvasIntents } from "./canvas-intents";

/** Edit, duplicate, delete: above the card while the pointer is on it or it alone is selected. */
export function NodeActions({ nodeId, title, pinned }: { nodeId: string; title: string; pinned: boolean }) {
  const intents = useCanvasIntents();
  return (
    <div className={cn("nodrag nopan absolute right-1 bottom-full z-10 pb-1.5", pinned ? "visible" : "invisible group-hover:visible")}>
      <div className="flex rounded-lg border border-line bg-surface p-0.5 shadow-sm">
        <CanvasAction label={`Edit ${title}`} onClick={() => intents.edit({ nodeId })}>
          <PencilLine aria-hidden />
        </CanvasAction>
        <CanvasAction label={`Duplicate ${title}`} onClick={() => intents.duplicateNode(nodeId)}>
          <Copy aria-hidden />
        </CanvasAction>
        <CanvasAction label={`Delete ${title}`} danger onClick={() => intents.deleteItems({ nodeIds: [nodeId], edgeIds: [] })}>
          <Trash2 aria-hidden />
        </CanvasAction>
      </div>
    </div>
  );
}

export interface CanvasActionProps {
  label: string;
  danger?: boolean;
  onClick: () => void;
  children: ReactNode;
}

/** A small button on the canvas. The click stays here: it neither selects nor drags what lies beneath. */
export function CanvasAction({ label, danger = false, onClick, children }: CanvasActionProps) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      onClick={(event) => {
        event.stopPropagation();
        onClick();
      }}
      className={cn(
        "grid size-7 place-items-center rounded-md text-muted hover:bg-surface-raised [&_svg]:size-3.5",
        danger ? "hover:text-danger" : "hover:text-foreground",
      )}
    >
      {children}
    </button>
  );
}
