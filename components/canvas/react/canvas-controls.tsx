"use client";

import { Panel } from "@xyflow/react";
import { Grid3x3, Maximize, Minus, Network, Plus } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/class-names";
import { Tooltip } from "@/components/ui/tooltip";
import { useCanvasView } from "./use-canvas-view";

export interface CanvasControlsProps {
  snap: boolean;
  onSnapChange: (snap: boolean) => void;
  /** left out: the flow may not be changed */
  onTidy: (() => void) | null;
}

/** Zoom, fit, tidy and snap, at the bottom left. */
export function CanvasControls({ snap, onSnapChange, onTidy }: CanvasControlsProps) {
  const view = useCanvasView();
  return (
    <Panel position="bottom-left" className="m-3! flex gap-2">
      <div role="toolbar" aria-label="View" className="flex rounded-lg border border-line bg-surface p-1 shadow-sm">
        <Control label="Zoom out" shortcut="-" onClick={() => view.zoomOut()}>
          <Minus aria-hidden />
        </Control>
        <Control label="Zoom in" shortcut="+" onClick={() => view.zoomIn()}>
          <Plus aria-hidden />
        </Control>
        <Control label="Fit the flow into view" shortcut="Shift 1" onClick={() => view.fit()}>
          <Maximize aria-hidden />
        </Control>
        {onTidy ? (
          <Control label="Tidy up" shortcut="Shift T" onClick={onTidy}>
            <Network aria-hidden />
          </Control>
        ) : null}
        <Control label="Snap to the grid" pressed={snap} onClick={() => onSnapChange(!snap)}>
          <Grid3x3 aria-hidden />
        </Control>
      </div>
    </Panel>
  );
}

function Control(props: { label: string; shortcut?: string; pressed?: boolean; onClick: () => void; children: ReactNode }) {
  return (
    <Tooltip label={props.label} {...(props.shortcut ? { shortcut: props.shortcut } : {})}>
      <button
        type="button"
        aria-label={props.label}
        aria-pressed={props.pressed}
        onClick={props.onClick}
        className={cn(
          "grid size-8 place-items-center rounded-md text-muted hover:bg-surface-raised hover:text-foreground [&_svg]:size-4",
          props.pressed && "bg-accent/12 text-accent",
        )}
      >
        {props.children}
      </button>
    </Tooltip>
  );
}
